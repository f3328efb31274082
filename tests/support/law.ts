// May I ask the law? A case in a few words, and the verdict on it.

import { join } from 'node:path';
import type { Act } from '../../src/disclosure/acts.ts';
import type { Provision } from '../../src/disclosure/consents.ts';
import type { Classification } from '../../src/disclosure/classify.ts';
import { decide } from '../../src/disclosure/decide.ts';
import type { Asked } from '../../src/disclosure/evidence.ts';
import { explain, type Explanation } from '../../src/disclosure/explain.ts';
import type { CaseEvidence } from '../../src/disclosure/gather.ts';
import { guardRead, type ReadVerdict } from '../../src/disclosure/guard-read.ts';
import type { LawRule, Phase } from '../../src/disclosure/law-file.ts';
import { type Law, loadLaw } from '../../src/disclosure/law.ts';
import type { Parents } from '../../src/disclosure/parents.ts';
import type { Giver } from '../../src/disclosure/speaks.ts';
import type { ContentItem, Delivery } from '../../src/domain/delivery.ts';
import { deliveryId, eventId, type RecipientId, type Ref } from '../../src/domain/identity.ts';
import type { DataClass } from '../../src/domain/data-class.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { MAPPINGS } from './mappings.ts';

export const NORWAY = loadLaw(join(MAPPINGS, 'law', 'no.yaml'));
export const DENMARK = loadLaw(join(MAPPINGS, 'law', 'dk.yaml'));
export const MOTHER: Ref = 'Patient/mother';
export const CHILD: Ref = 'Patient/child';
export const TWIN: Ref = 'Patient/twin';
export const BIRTH = new Date('2026-10-08T04:12:00Z');
export const NOW = new Date('2026-10-09T08:00:00Z');
export const BEFORE_BIRTH = new Date('2026-06-01T08:00:00Z');
export const ALL_CLASSES: readonly DataClass[] = [
  'D1',
  'D2',
  'D3',
  'D4',
  'D5',
  'D6',
  'D7',
  'D8',
  'D9',
  'D10',
  'D11',
];

/** The law with every point switched on, as after a sign-off. */
export function signedOff(law: Law): Law {
  return { ...law, isOn: () => true };
}

/** The law with other rules. */
export function withRules(law: Law, rules: readonly LawRule[]): Law {
  return { ...law, rules };
}

/** One item of content; essential, of the delivery's subject, unless said otherwise. */
export function content(classes: readonly DataClass[], over: Partial<ContentItem> = {}): ContentItem {
  return { reference: 'Observation/1', version: 1, classes, essential: true, ...over };
}

/** A delivery about the child, unless said otherwise. */
export function deliveryTo(
  role: string,
  items: readonly ContentItem[],
  over: Partial<Delivery> = {},
): Delivery {
  return {
    id: deliveryId(role),
    eventId: eventId('e'),
    action: 'A-CHILD-NOTICE',
    recipient: role as RecipientId,
    role,
    subject: CHILD,
    case: 'EpisodeOfCare/1',
    persons: [],
    lane: 'l',
    content: items,
    claimedBasis: 'HPL45',
    evaluateOnly: false,
    notBefore: NOW,
    plannedAt: NOW,
    ...over,
  };
}

/** A consent of the mother to barnevern, all classes, given after the birth; unless said otherwise. */
export function provision(over: Partial<Provision> = {}): Provision {
  return {
    consent: 'Consent/1',
    kind: 'permit',
    patient: MOTHER,
    performers: [MOTHER],
    actors: [{ role: 'barnevern', keys: [] }],
    classes: ALL_CLASSES,
    actions: ['disclose'],
    purposes: [],
    given: new Date('2026-10-08T12:00:00Z'),
    ...over,
  };
}

/** A signed act about the child. */
export function act(name: string, over: Partial<Act> = {}): Act {
  return {
    name,
    reference: `Task/${name}`,
    patient: CHILD,
    signer: 'PractitionerRole/1',
    recipients: [],
    classes: [],
    ...over,
  };
}

/** What a question may say besides recipient and content. */
export interface Circumstances {
  readonly law?: Law;
  readonly phase?: Phase;
  readonly now?: Date;
  readonly delivery?: Partial<Delivery>;
  readonly organizations?: readonly string[];
  readonly provisions?: readonly Provision[];
  /** Persons to whom the recipient gives care. */
  readonly treats?: readonly Ref[];
  readonly acts?: readonly Act[];
  readonly ended?: CaseEvidence['ended'];
  readonly parents?: Parents;
  readonly knownCase?: boolean;
  /** True: may it look, instead of: may it be sent. */
  readonly reading?: boolean;
  /** Role of who gives it; unknown unless said. */
  readonly from?: string;
  readonly abortion?: CaseEvidence['abortion'];
}

/** The mother alone has parental responsibility. */
export const ALONE: Parents = { kind: 'alone', holders: [new Set([MOTHER, 'RelatedPerson/mother'])] };
/** Mother and father share it. */
export const SHARED: Parents = {
  kind: 'shared',
  holders: [new Set([MOTHER]), new Set(['RelatedPerson/father', 'Patient/father'])],
};
const UNKNOWN: Parents = { kind: 'unknown', holders: [] };

/** What the case says to the law; nobody treats anybody and nobody has said anything unless told. */
export function evidenceOf(role: string, told: Circumstances = {}): CaseEvidence {
  const parents = told.parents ?? UNKNOWN;
  const relations = (told.treats ?? []).map(
    (person) => [person, [{ name: 'care-team', keys: new Set([`Organization/${role}`]) }]] as const,
  );
  return {
    mother: MOTHER,
    provisions: told.provisions ?? [],
    relations: new Map(relations),
    acts: told.acts ?? [],
    ended: told.ended ?? [],
    grounds: new Map([['known-case', told.knownCase === true ? ['EpisodeOfCare/bv'] : []]]),
    parents: new Map([
      [CHILD, parents],
      [TWIN, parents],
    ]),
    ...(told.abortion && { abortion: told.abortion }),
    birth: BIRTH,
  };
}

/** The verdict at birth on content to a role. */
export function ask(role: string, items: readonly ContentItem[], told: Circumstances = {}): Verdict {
  return decide(askedOf(role, items, told));
}

/** Why it may go or not, in every language. */
export function askWhy(role: string, items: readonly ContentItem[], told: Circumstances = {}): Explanation {
  return explain(askedOf(role, items, told));
}

function giverOf({ from }: Circumstances): Giver | undefined {
  return from === undefined ? undefined : { keys: [`Organization/${from}`], roles: [from] };
}

function askedOf(role: string, items: readonly ContentItem[], told: Circumstances): Asked {
  const giver = giverOf(told);
  return {
    delivery: deliveryTo(role, items, told.delivery),
    law: told.law ?? NORWAY,
    phase: told.phase ?? 'BIRTH',
    now: told.now ?? (told.phase === 'PRE' ? BEFORE_BIRTH : NOW),
    organizations: told.organizations ?? [`Organization/${role}`],
    evidence: evidenceOf(role, told),
    ...(giver && { giver }),
    ...(told.reading === true && { reading: true }),
  };
}

/** The verdict on what a role comes to look at: one resource of a person, with these classes. */
export function askToRead(
  role: string,
  found: Partial<Classification>,
  told: Circumstances = {},
): ReadVerdict {
  const reader = { id: role, role, organizations: told.organizations ?? [`Organization/${role}`] };
  return guardRead(
    reader,
    { of: MOTHER, classes: [], quotes: [], parts: [], marks: [], ...found },
    {
      case: 'EpisodeOfCare/1',
      law: told.law ?? NORWAY,
      phase: told.phase ?? 'BIRTH',
      now: told.now ?? (told.phase === 'PRE' ? BEFORE_BIRTH : NOW),
      evidence: evidenceOf(role, told),
      persons: { mother: MOTHER, children: new Set([CHILD, TWIN]) },
      addressProtected: false,
    },
    giverOf(told),
  );
}
