// What is there for this need, at this place? Active offers, the closest to her first.

import type { Service } from './service.ts';

/** What somebody looks for; what is left out does not matter. */
export interface Wanted {
  readonly municipality?: string;
  readonly need?: string;
  readonly level?: string;
}

/** From what needs nothing to what needs most (tk-offer-level). */
export const OFFER_LEVELS = ['low-threshold', 'ambulant', 'outpatient', 'inpatient'] as const;

/** Active services that say what they are for and fit; a service that names no municipality serves everywhere. */
export function findOffers(
  services: readonly Service[],
  { municipality, need, level }: Wanted,
): readonly Service[] {
  return services
    .filter(({ active, needs }) => active && needs.length > 0)
    .filter(({ needs }) => need === undefined || needs.includes(need))
    .filter(({ levels }) => level === undefined || levels.includes(level))
    .filter((one) => municipality === undefined || serves(one, municipality))
    .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'nb'));
}

/** True when a service is there for a municipality. */
export function serves({ municipalities }: Service, municipality: string | undefined): boolean {
  if (municipalities.length === 0) return true;
  return municipality !== undefined && municipalities.includes(municipality);
}

function rank({ levels }: Service): number {
  const ranks = OFFER_LEVELS.flatMap((level, at) => (levels.includes(level) ? [at] : []));
  return ranks.length === 0 ? OFFER_LEVELS.length : Math.min(...ranks);
}
