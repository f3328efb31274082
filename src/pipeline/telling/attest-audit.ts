// With what attestation was this look made? The attributes of the trust framework on an AuditEvent, or the parts that nobody attested.

import type { Attestation, Caller } from '../../domain/caller.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { AuditEntry } from '../../store/types.ts';
import { CANONICAL } from '../canonical.ts';

/** Systems the profile lenke-audit-attested fixes (facts: Tillitsrammeverket, information model v-6). */
const HPR = 'urn:oid:2.16.578.1.12.4.1.4.4';
const ENH = 'urn:oid:2.16.578.1.12.4.1.4.101';
const VOLVEN = 'urn:oid:2.16.578.1.12.4.1.1';
const PURPOSE = 'urn:oid:2.16.840.1.113883.1.11.20448';
const PROFILE = `${CANONICAL}/StructureDefinition`;

/** A part that the profile demands, and that may be absent. */
export type AttestedPart = 'practitioner' | 'legalEntity' | 'pointOfCare' | 'purposeOfUse' | 'relation';

const DEMANDED: readonly AttestedPart[] = [
  'practitioner',
  'legalEntity',
  'pointOfCare',
  'purposeOfUse',
  'relation',
];

/** How an entry stands to the trust framework: no caller of ours asked, parts are missing, or all of it is attested. */
export type Attesting =
  | { readonly kind: 'nobody-asked' }
  | { readonly kind: 'missing'; readonly parts: readonly AttestedPart[] }
  | { readonly kind: 'attested'; readonly by: Required<Pick<Attestation, AttestedPart>> & Attestation };

/** What the caller of this entry attested when it was made. What was attested later says nothing of it. */
export function attestingOf({ caller, at }: AuditEntry, callers: readonly Caller[]): Attesting {
  const found = callers.find(({ id }) => id === caller);
  if (!found) return { kind: 'nobody-asked' };
  const known = (found.attests ?? [])
    .filter(({ attested }) => attested <= at)
    .toSorted((one, other) => other.attested.getTime() - one.attested.getTime())[0];
  const { practitioner, legalEntity, pointOfCare, purposeOfUse, relation } = known ?? {};
  if (!known || !practitioner || !legalEntity || !pointOfCare || !purposeOfUse || !relation)
    return { kind: 'missing', parts: DEMANDED.filter((part) => known?.[part] === undefined) };
  return {
    kind: 'attested',
    by: { ...known, practitioner, legalEntity, pointOfCare, purposeOfUse, relation },
  };
}

/** The event with what was attested, by both profiles; or as it was, with the parts that are missing told on its subject. */
export function attestAudit(event: JsonObject, attesting: Attesting): JsonObject {
  if (attesting.kind === 'nobody-asked') return event;
  if (attesting.kind === 'missing') return withMissing(event, attesting.parts);
  const { by } = attesting;
  const meta = event['meta'] as { readonly profile: readonly string[] };
  const [requester, ...others] = event['agent'] as readonly object[];
  return {
    ...event,
    meta: { ...meta, profile: [...meta.profile, `${PROFILE}/lenke-audit-attested`] },
    extension: [relationOf(by)],
    agent: [
      { extension: [professionalOf(by)], ...requester, who: { identifier: by.practitioner } },
      ...others,
    ],
    purposeOfEvent: [
      ...(event['purposeOfEvent'] as readonly object[]),
      { coding: [{ system: PURPOSE, code: by.purposeOfUse }] },
      ...(by.purposeDetail === undefined
        ? []
        : [{ coding: [{ system: `${VOLVEN}.9151`, code: by.purposeDetail }] }]),
    ],
  };
}

function withMissing(event: JsonObject, parts: readonly AttestedPart[]): JsonObject {
  const [subject, ...others] = event['entity'] as readonly object[];
  const detail = [{ type: 'attestation-missing', valueString: parts.join(', ') }];
  return { ...event, entity: [{ ...subject, detail }, ...others] };
}

type Known = Extract<Attesting, { readonly kind: 'attested' }>['by'];

function relationOf({ relation, attested }: Known): object {
  const { decision, text, userSelected, service } = relation;
  return {
    url: `${PROFILE}/lenke-care-relationship`,
    extension: [
      { url: 'decision', valueString: decision },
      ...(text === undefined ? [] : [{ url: 'decisionText', valueString: text }]),
      { url: 'userSelected', valueBoolean: userSelected },
      { url: 'attested', valueInstant: attested.toISOString() },
      ...(service ? [{ url: 'service', valueCoding: { system: service.system, code: service.value } }] : []),
    ],
  };
}

function professionalOf({ hprNumber, authorization, legalEntity, pointOfCare, department }: Known): object {
  const identifier = (url: string, system: string, value: string): object => ({
    url,
    valueIdentifier: { system, value },
  });
  return {
    url: `${PROFILE}/lenke-attested-professional`,
    extension: [
      ...(hprNumber === undefined ? [] : [identifier('hprNumber', HPR, hprNumber)]),
      ...(authorization === undefined
        ? []
        : [{ url: 'authorization', valueCoding: { system: `${VOLVEN}.9060`, code: authorization } }]),
      identifier('legalEntity', ENH, legalEntity),
      identifier('pointOfCare', ENH, pointOfCare),
      ...(department ? [identifier('department', department.system, department.value)] : []),
    ],
  };
}
