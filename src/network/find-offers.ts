// What is there for this need, at this place? Active offers, the closest to her first.

import { type Answer, answer, type Seeker, serves, servesAddress } from './fits.ts';
import type { Service } from './service.ts';

/** What somebody looks for; what is left out does not matter. */
export interface Wanted extends Seeker {
  readonly need?: string;
  readonly level?: string;
  /** A trait it must have (tk-offer-trait), such as digital. */
  readonly trait?: string;
  /** For whom (tk-criterion): pregnant, parent, relative, professional. */
  readonly who?: string;
  /** A level that stands before the others. */
  readonly first?: string;
}

/** An offer with what is known of each of its criteria. */
export interface Offer extends Service {
  readonly hints: readonly { readonly criterion: string; readonly answer: Answer }[];
}

/** From what needs nothing to what needs most (tk-offer-level). */
export const OFFER_LEVELS = [
  'low-threshold',
  'ambulant',
  'outpatient',
  'supported-housing',
  'inpatient',
] as const;
/** Criteria that say whom an offer is for. */
const WHO = ['everybody', 'pregnant', 'parent', 'child', 'relative', 'professional'];
/** Whom the pathway is about. */
const FAMILY = ['pregnant', 'parent'];
const ADAPTED = 'pregnancy-adapted';

/**
 * Active services that say what they are for and fit; a service that names no municipality serves everywhere. A criterion that
 * is not met hides nothing: it is told, and the offer stands last, because a person decides.
 */
export function findOffers(services: readonly Service[], wanted: Wanted): readonly Offer[] {
  const { need, level, trait, who, first } = wanted;
  return services
    .filter(({ active, needs }) => active && needs.length > 0)
    .filter(({ needs }) => need === undefined || needs.includes(need))
    .filter(({ levels }) => level === undefined || levels.includes(level))
    .filter(({ traits }) => trait === undefined || traits.includes(trait))
    .filter((one) => who === undefined || isFor(one, who))
    .filter((one) => wanted.municipality === undefined || serves(one, wanted))
    .filter((one) => wanted.postalCode === undefined || servesAddress(one, wanted))
    .map((one) => ({ ...one, hints: hintsOf(one, wanted) }))
    .toSorted((one, other) => compare(one, other, first));
}

function hintsOf(service: Service, wanted: Wanted): Offer['hints'] {
  return service.criteria.map((criterion) => ({
    criterion: criterion.code,
    answer: criterion.code === wanted.who ? 'met' : answer(criterion, wanted, service),
  }));
}

/** An offer that says of nobody that it is theirs is for those the pathway is about. */
function isFor({ criteria }: Service, who: string): boolean {
  const named = criteria.map(({ code }) => code).filter((code) => WHO.includes(code));
  if (named.length === 0) return FAMILY.includes(who);
  return named.includes('everybody') || named.includes(who);
}

/** What fits before what does not, the level asked for, the closest, what is made for pregnancy, by name. */
function compare(one: Offer, other: Offer, first: string | undefined): number {
  const order = [
    misfits(one) - misfits(other),
    later(one.levels, first) - later(other.levels, first),
    rank(one) - rank(other),
    later(one.traits, ADAPTED) - later(other.traits, ADAPTED),
  ];
  return order.find((difference) => difference !== 0) ?? one.name.localeCompare(other.name, 'nb');
}

function misfits({ hints }: Offer): number {
  return hints.filter((hint) => hint.answer === 'not-met').length;
}

function later(codes: readonly string[], wanted: string | undefined): number {
  return wanted === undefined || codes.includes(wanted) ? 0 : 1;
}

function rank({ levels }: Service): number {
  const ranks = OFFER_LEVELS.flatMap((level, at) => (levels.includes(level) ? [at] : []));
  return ranks.length === 0 ? OFFER_LEVELS.length : Math.min(...ranks);
}
