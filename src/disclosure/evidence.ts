// What supports this need? The consents, relations and signed acts a rule may lean on; nothing found, nothing permitted.

import type { Delivery } from '../domain/delivery.ts';
import type { Ref } from '../domain/identity.ts';
import type { Act } from './acts.ts';
import type { Concern } from './concerns.ts';
import type { Provision } from './consents.ts';
import type { CaseEvidence } from './gather.ts';
import type { Phase } from './law-file.ts';
import type { Law } from './law.ts';
import type { Parents } from './parents.ts';
import { type Giver, permits, type ProvisionQuestion, stops } from './speaks.ts';

/** What a need is asked about. */
export interface Asked {
  readonly delivery: Delivery;
  readonly law: Law;
  readonly phase: Phase;
  readonly now: Date;
  /** References and identifiers the recipient is known by. */
  readonly organizations: readonly string[];
  /** Whose information it is; undefined: nobody knows, and no consent that names a giver speaks of it. */
  readonly giver?: Giver;
  readonly evidence: CaseEvidence;
  /** True when somebody comes to look: then a signed act, which carries one message, opens nothing by itself. */
  readonly reading?: boolean;
}

/** References (or names of relations) that meet the need; empty: it is not met. */
export function evidenceFor(asked: Asked, need: string, concern: Concern): readonly string[] {
  switch (need) {
    case 'self':
      return selfOf(asked, concern);
    case 'treatment-relation':
      return relationsTo(asked, concern);
    case 'consent':
      return consentOf(asked, concern, 'disclose');
    case 'consent-collect':
      return consentOf(asked, concern, 'collect', ({ sources }) => sources !== undefined);
    case 'consent-collect-any':
      return consentOf(asked, concern, 'collect', ({ sources }) => sources === undefined);
    case 'objection':
      return objectionsTo(asked, concern);
    case 'parental-agreement':
      return agreementOf(asked, concern);
    case 'abortion':
      return abortionIn(asked, concern);
    case 'anonymised':
      return concern.marks.filter((mark) => mark === 'anonymised');
    case 'consent-ended':
      return endedFor(asked, concern);
    default:
      return groundsOf(asked, need, concern);
  }
}

function groundsOf(asked: Asked, need: string, concern: Concern): readonly string[] {
  const acts = actsFor(asked, need, concern);
  const grounds = asked.evidence.grounds.get(need);
  return grounds ? [...grounds, ...acts] : acts;
}

/** What says that this recipient is to be told; it opens for the notice itself, which is marked so, and for nothing else. */
function endedFor({ evidence, organizations }: Asked, { marks }: Concern): readonly string[] {
  if (!marks.includes('consent-ended')) return [];
  return evidence.ended
    .filter(({ recipients }) => recipients.some((key) => organizations.includes(key)))
    .map(({ reference }) => reference);
}

/** Whose data it is: what is quoted of the mother stays hers. */
function ownerOf({ evidence }: Asked, { of, quoted }: Concern): Ref {
  return quoted ? evidence.mother : of;
}

/** Her own data, or the child's own data to one who has parental responsibility; never another's. */
function selfOf(asked: Asked, concern: Concern): readonly string[] {
  const owner = ownerOf(asked, concern);
  if (asked.organizations.includes(owner)) return [owner];
  const parents = asked.evidence.parents.get(owner);
  if (!parents || (parents.kind !== 'alone' && parents.kind !== 'shared')) return [];
  return asked.organizations.filter((key) => parents.holders.some((holder) => holder.has(key)));
}

/** For the child it is the child's treatment relation. */
function relationsTo({ evidence, organizations }: Asked, { of }: Concern): readonly string[] {
  return (evidence.relations.get(of) ?? [])
    .filter(({ keys }) => organizations.some((key) => keys.has(key)))
    .map(({ name }) => name);
}

/** Which yes is asked for, besides what it speaks of. */
type Kind = (provision: Provision) => boolean;
const ANY: Kind = () => true;

/** Her consent; for the child's own data of those who decide for it, as far as that is known. */
function consentOf(
  asked: Asked,
  concern: Concern,
  action: 'disclose' | 'collect',
  kind: Kind = ANY,
): readonly string[] {
  const { mother, parents } = asked.evidence;
  const owner = ownerOf(asked, concern);
  const hers = new Set([mother]);
  if (owner === mother) return saidYes(asked, concern, hers, hers, action, kind);
  const known = parents.get(owner);
  if (known && known.kind !== 'unknown') return allAgree(asked, concern, owner, known, action, kind);
  return saidYes(asked, concern, new Set([mother, owner]), hers, action, kind);
}

/** Every holder has said yes; and the mother too, where it is her data that would go. */
function agreementOf(asked: Asked, concern: Concern): readonly string[] {
  const { mother, parents } = asked.evidence;
  const child = concern.of === mother ? asked.delivery.subject : concern.of;
  const known = parents.get(child);
  if (!known || known.kind === 'unknown') return [];
  const agreed = allAgree(asked, concern, child, known, 'disclose');
  if (ownerOf(asked, concern) !== mother) return agreed;
  const hers = saidYes(asked, concern, new Set([mother]), new Set([mother]), 'disclose');
  return agreed.length === 0 || hers.length === 0 ? [] : [...new Set([...agreed, ...hers])];
}

function allAgree(
  asked: Asked,
  concern: Concern,
  child: Ref,
  { holders }: Parents,
  action: 'disclose' | 'collect',
  kind: Kind = ANY,
): readonly string[] {
  const { mother } = asked.evidence;
  const each = holders.map((holder) =>
    saidYes(asked, concern, new Set(holder.has(mother) ? [child, mother] : [child]), holder, action, kind),
  );
  return each.some((found) => found.length === 0) ? [] : [...new Set(each.flat())];
}

/** Consents of one of `performers` about one of `patients` that speak of this, and that no later answer took back. */
function saidYes(
  asked: Asked,
  concern: Concern,
  patients: ReadonlySet<string>,
  performers: ReadonlySet<string>,
  action: 'disclose' | 'collect',
  kind: Kind = ANY,
): readonly string[] {
  const { provisions } = asked.evidence;
  if (!provisions.some((one) => one.kind === 'permit')) return [];
  const question = questionOf(asked, concern, patients, action);
  const refusals = provisions.filter((one) => one.kind === 'refusal' && stops(one, question));
  return provisions
    .filter(
      (one) =>
        one.kind === 'permit' &&
        kind(one) &&
        one.performers.some((performer) => performers.has(performer)) &&
        permits(one, question) &&
        !refusals.some((refusal) => isLater(refusal, one)),
    )
    .map(({ consent }) => consent);
}

/** A no at the same moment, or at a moment nobody wrote down, is the later one. */
function isLater(refusal: Provision, given: Provision): boolean {
  return refusal.given === undefined || given.given === undefined || refusal.given >= given.given;
}

/** One holder of parental responsibility is enough to stop the child's data; the mother stops hers. */
function objectionsTo(asked: Asked, concern: Concern): readonly string[] {
  const objections = asked.evidence.provisions.filter(({ kind }) => kind === 'objection');
  if (objections.length === 0) return [];
  const patients = new Set<string>([asked.evidence.mother, concern.of]);
  const question = questionOf(asked, concern, patients, 'disclose');
  return objections.filter((one) => stops(one, question)).map(({ consent }) => consent);
}

function questionOf(
  { delivery, law, phase, now, organizations, giver, evidence }: Asked,
  { dataClass }: Concern,
  patients: ReadonlySet<string>,
  action: 'disclose' | 'collect',
): ProvisionQuestion {
  const row = law.rowOf(delivery.role);
  const ended = law.consent.endsAtBirth && phase !== 'PRE' ? evidence.birth : undefined;
  return {
    role: delivery.role,
    row,
    organizations,
    ...(giver && { giver }),
    patients,
    dataClass,
    action,
    purposes: law.purposesOf(row),
    now,
    defaultMonths: law.consent.defaultMonths,
    ...(ended && { endedAtBirth: ended }),
  };
}

/** After an abortion what is about the pregnancy tells of it, to all but those who treated her. */
function abortionIn({ evidence, organizations }: Asked, concern: Concern): readonly string[] {
  const { abortion, mother } = evidence;
  const tells = concern.marks.includes('abortion') || (concern.of === mother && concern.dataClass === 'D2');
  if (!abortion) return concern.marks.filter((mark) => mark === 'abortion');
  return tells && !organizations.some((key) => abortion.treating.has(key)) ? [abortion.reference] : [];
}

function actsFor(asked: Asked, name: string, concern: Concern): readonly string[] {
  const { evidence, organizations, now } = asked;
  return evidence.acts
    .filter(
      (act) =>
        act.name === name &&
        isAbout(asked, act, concern) &&
        (act.recipients.length === 0 || act.recipients.some((key) => organizations.includes(key))) &&
        (act.classes.length === 0 || act.classes.includes(concern.dataClass)) &&
        (act.until === undefined || now < act.until),
    )
    .map(({ reference }) => reference);
}

/** The person of the record, the one whose data it is, or the child a message with the mother's record is about; never a sibling. */
function isAbout(asked: Asked, { patient }: Act, concern: Concern): boolean {
  const { mother } = asked.evidence;
  if (patient === concern.of || patient === ownerOf(asked, concern)) return true;
  return concern.of === mother && patient === asked.delivery.subject;
}
