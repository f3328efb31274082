// Which events are in this, and whose case are they? Runs mappings/events.yaml over what was, or is to be, written.

import { eventId, parseRef, type Ref } from '../../domain/identity.ts';
import type { PathwayEvent } from '../../domain/event.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { EventRule } from '../../pathway/events.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import type { Ports } from '../ports.ts';
import { caseOf, type CaseOfPatient } from './case-of.ts';
import { caseWithout } from './open-case.ts';
import type { Submission } from '../submission.ts';

/** Rules that a resource fits. */
export function rulesFor(
  ports: Ports,
  resource: JsonObject,
  previous: JsonObject | undefined,
): readonly EventRule[] {
  return (ports.eventRules.get(resource.resourceType) ?? []).filter((rule) =>
    rule.matches(resource, previous),
  );
}

interface Found {
  readonly rule: EventRule;
  readonly resource: JsonObject;
  readonly trigger: { reference: Ref; version: number };
  readonly subject: Ref;
}

/** Cases that were looked up before the transaction; a case does not change its patient. */
export type KnownCases = ReadonlyMap<Ref, CaseOfPatient>;

/**
 * Why something became no event, the most telling first: it means one, of somebody without a case; of a child where the woman is
 * meant, or the other way; it meant the same before; it means none.
 */
const MISSED = ['no-case', 'other-person', 'not-changed', 'no-rule'] as const;
export type Missed = (typeof MISSED)[number];

/** Events among results that were written. One event per code and case, however many resources mean it. */
export async function recogniseEvents(
  ports: Ports,
  tx: Tx,
  submission: Submission,
  results: readonly InteractionResult[],
  known: KnownCases,
  now: Date,
): Promise<{ events: readonly PathwayEvent[]; missed: readonly Missed[] }> {
  const found = results.flatMap((result) => findIn(ports, result));
  const groups = new Map<string, { case: Ref; found: Found[] }>();
  const missed: Missed[] = [];
  const cases = new Map<Ref, CaseOfPatient | undefined>(known);
  for (const one of found) {
    if (!cases.has(one.subject)) cases.set(one.subject, await caseOf(ports, tx, one.subject));
    const whose = cases.get(one.subject) ?? (await caseWithout(ports, tx, one, now));
    if (whose && one.rule.opens) cases.set(one.subject, whose);
    if (!whose) {
      missed.push('no-case');
      continue;
    }
    if (one.rule.of !== undefined && one.rule.of !== whose.of) {
      missed.push('other-person');
      continue;
    }
    // What concerns one child is an event of its own: a twin's discharge is not its sibling's.
    const key = `${one.rule.code}|${whose.case}|${one.rule.of === 'child' ? one.subject : ''}`;
    const group = groups.get(key) ?? { case: whose.case, found: [] };
    groups.set(key, group);
    group.found.push(one);
  }
  const inOrder = [...groups.values()].toSorted((one, other) => orderOf(one.found) - orderOf(other.found));
  const events = inOrder.map((group) => toEvent(group.case, group.found, submission, now));
  return { events, missed: events.length > 0 ? [] : whyNone(ports, missed, results) };
}

function whyNone(
  ports: Ports,
  missed: readonly Missed[],
  results: readonly InteractionResult[],
): readonly Missed[] {
  const why = missed.length > 0 ? missed : results.map((result) => missedBy(ports, result));
  return MISSED.filter((one) => why.includes(one));
}

/** A resource that means an event as it is, and meant it before, is not changed in what counts. */
function missedBy(ports: Ports, { resource }: InteractionResult): Missed {
  const rules = resource ? (ports.eventRules.get(resource.resourceType) ?? []) : [];
  return resource && rules.some((rule) => rule.fits(resource)) ? 'not-changed' : 'no-rule';
}

function findIn(ports: Ports, result: InteractionResult): readonly Found[] {
  const { resource, stored } = result;
  if (!resource || !stored || (result.outcome !== 'created' && result.outcome !== 'updated')) return [];
  return rulesFor(ports, resource, result.previous).flatMap((rule) => {
    const subject = parseRef(patientOf(rule, resource));
    const reference: Ref = `${stored.type}/${stored.id}`;
    const trigger = { reference, version: stored.version };
    return subject ? [{ rule, resource, trigger, subject }] : [];
  });
}

function orderOf([first]: readonly Found[]): number {
  return first?.rule.order ?? 0;
}

/** The patient a rule looks the case up by: a Reference of the resource, or the resource itself. */
function patientOf(rule: EventRule, resource: JsonObject): string | undefined {
  const [found] = rule.caseOf(resource);
  return typeof found === 'string' ? found : (found as { reference?: string } | undefined)?.reference;
}

function toEvent(caseRef: Ref, found: readonly Found[], submission: Submission, now: Date): PathwayEvent {
  const [first] = found;
  const triggers = found
    .map(({ trigger }) => trigger)
    .toSorted((one, other) => one.reference.localeCompare(other.reference));
  const stated = found.flatMap(({ rule, resource }) => rule.at(resource))[0];
  const at = typeof stated === 'string' ? new Date(stated) : now;
  const code = first?.rule.code ?? '';
  return {
    id: eventId(code, caseRef, ...triggers.map(({ reference, version }) => `${reference}@${version}`)),
    code,
    subject: first?.subject ?? caseRef,
    case: caseRef,
    at: Number.isNaN(at.getTime()) ? now : at,
    receivedAt: now,
    source: submission.caller.replyTo ?? submission.caller.id,
    correlation: submission.correlation,
    triggers,
    status: 'accepted',
    trail: [],
  };
}

/** What a Bundle says about somebody without a case. */
export interface Unknown {
  /** Codes of events of which nothing but a count is kept; empty when their person has a case. */
  readonly codes: readonly string[];
  readonly known: KnownCases;
}

/** A resource that is to be written, and the rules it fits as if nothing had been there before. */
export interface Meaning {
  readonly resource: JsonObject;
  readonly rules: readonly EventRule[];
}

/** What each resource of a submission may mean, asked once: the rules are the dearest part of a write that means nothing. */
export function meaningsOf(ports: Ports, { interactions }: Submission): readonly Meaning[] {
  return interactions.flatMap((interaction) =>
    'resource' in interaction
      ? [{ resource: interaction.resource, rules: rulesFor(ports, interaction.resource, undefined) }]
      : [],
  );
}

/** Looks whether the events of a Bundle that are only counted for strangers are about strangers. */
export async function unknownEvents(
  ports: Ports,
  submission: Submission,
  meanings: readonly Meaning[],
): Promise<Unknown> {
  const entries = submission.interactions.flatMap((interaction) =>
    'resource' in interaction ? [interaction] : [],
  );
  const byUrl = new Map(
    entries.flatMap((entry) =>
      entry.fullUrl === undefined ? [] : [[entry.fullUrl, entry.resource] as const],
    ),
  );
  const asked = new Map<string, string[]>();
  for (const { resource, rules } of meanings) {
    for (const rule of rules.filter(({ unknown }) => unknown === 'count')) {
      const reference = patientOf(rule, resource) ?? '';
      asked.set(reference, [...(asked.get(reference) ?? []), rule.code]);
    }
  }
  const known = new Map<Ref, CaseOfPatient>();
  for (const reference of asked.keys()) {
    for (const patient of await patientsOf(ports, reference, byUrl)) {
      const whose = await caseOf(ports, undefined, patient);
      if (whose) known.set(patient, whose);
    }
  }
  return { codes: known.size > 0 ? [] : [...asked.values()].flat(), known };
}

/** Patients a reference of the Bundle may mean: literal, conditional by identifier, or an entry with identifiers. */
async function patientsOf(
  ports: Ports,
  reference: string | undefined,
  byUrl: ReadonlyMap<string, JsonObject>,
): Promise<readonly Ref[]> {
  if (reference === undefined || reference === '') return [];
  const literal = parseRef(reference);
  if (literal) return [literal];
  const condition = /^Patient\?identifier=([^&]+)$/.exec(reference)?.[1];
  const entry = byUrl.get(reference);
  const identifiers = condition === undefined ? identifiersOf(entry) : [decodeURIComponent(condition)];
  const pages = await Promise.all(
    identifiers.map((value) =>
      ports.store.records.search({
        type: 'Patient',
        criteria: [{ parameter: 'identifier', values: [value] }],
        includes: [],
        sort: [],
        count: 2,
      }),
    ),
  );
  return pages.flatMap(({ matches }) => matches.map(({ stored }) => `Patient/${stored.id}` as Ref));
}

function identifiersOf(resource: JsonObject | undefined): readonly string[] {
  const list = (resource?.['identifier'] ?? []) as readonly { system?: string; value?: string }[];
  return list.flatMap(({ system, value }) => (value === undefined ? [] : [`${system ?? ''}|${value}`]));
}
