// Does a service take this person, as far as the directory can say? Place, postal code and age; the rest a person settles.

import type { Ages, Area, Criterion, Service } from './service.ts';

/** For whom somebody is looked for. What is not known is left out, and what asks for it is then not met. */
export interface Seeker {
  /** Kommunenummer of the home. */
  readonly municipality?: string | undefined;
  readonly postalCode?: string | undefined;
  /** Completed years. */
  readonly age?: number | undefined;
  /** The day it is about (ISO date), by which an agreement that has ended covers nobody; without it none is asked for its period. */
  readonly on?: string | undefined;
}

/** What the directory can say of a criterion: met, not met, or to be settled by a person. */
export type Answer = 'met' | 'not-met' | 'ask';

/** True when a service is there for her municipality on the day; one that names none is there for everybody. */
export function serves({ areas }: Service, { municipality, on }: Seeker): boolean {
  return areas.length === 0 || areas.some((area) => area.number === municipality && isInForce(area, on));
}

/** True when she lives in a part of the municipality the service is there for. */
export function servesAddress({ postalCodes }: Service, { postalCode }: Seeker): boolean {
  return postalCodes.length === 0 || (postalCode !== undefined && postalCodes.includes(postalCode));
}

/** What is known of a criterion for her. */
export function answer({ code, ages }: Criterion, seeker: Seeker, service: Service): Answer {
  if (code === 'everybody') return 'met';
  if (code === 'lives-there') return isKnownToLive(seeker, service);
  if (!ages || seeker.age === undefined) return 'ask';
  return isOfAge(ages, seeker.age) ? 'met' : 'not-met';
}

/**
 * How many of what narrows a service down she meets; undefined when she does not meet one, or nobody knows. What is not known
 * never narrows: somebody without an address goes to the service that is there for all.
 */
export function narrowness(service: Service, seeker: Seeker): number | undefined {
  if (!serves(service, seeker) || !servesAddress(service, seeker)) return undefined;
  const ages = service.criteria.filter((one) => one.ages !== undefined);
  if (ages.some((one) => answer(one, seeker, service) !== 'met')) return undefined;
  return ages.length + (service.postalCodes.length > 0 ? 1 : 0);
}

function isKnownToLive(seeker: Seeker, service: Service): Answer {
  if (seeker.municipality === undefined) return 'ask';
  // Whoever is registered elsewhere may still stay there: a person knows.
  return service.areas.length > 0 && serves(service, seeker) ? 'met' : 'ask';
}

function isOfAge({ from, below }: Ages, age: number): boolean {
  return (from === undefined || age >= from) && (below === undefined || age < below);
}

function isInForce({ from, until }: Area, on: string | undefined): boolean {
  if (on === undefined) return true;
  return (from === undefined || from <= on) && (until === undefined || on <= until);
}
