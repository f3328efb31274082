// What will happen in this life? Everything that chance decides before it is played.

import { addDays } from '../numbers.ts';
import { sandboxId } from '../parts.ts';
import type { Random } from './random.ts';
import type { Shares } from './shares.ts';

export type Exposure = 'none' | 'lar' | 'alcohol' | 'illegal' | 'both';

/** A pregnancy and its children, as chance has it. */
export interface Life {
  /** Which mother of the sandbox. */
  readonly n: number;
  readonly patient: string;
  readonly episode: string;
  readonly municipality: string;
  readonly exposure: Exposure;
  readonly isDated: boolean;
  /** First day of the pregnancy. */
  readonly ga0: string;
  /** Moment of birth, also of the one that would have been. */
  readonly birth: string;
  /** The day somebody first knew. */
  readonly found: string;
  readonly loss: { readonly day: string; readonly kind: 'miscarriage' | 'abortion' } | undefined;
  readonly isStillborn: boolean;
  readonly children: number;
  readonly hasNumber: boolean;
  readonly usesLater: boolean;
  readonly random: Random;
}

/** Children in the second municipality of the sandbox: a service of its own. */
const ELSEWHERE = 0.25;
const TERM = 280;

/** A life whose birth is in the year that begins on `year`. */
export function drawLife(n: number, year: string, random: Random, shares: Shares): Life {
  const { chance, between, next } = random;
  // Weeks 37 to 41 mostly, one in twelve before that.
  const gestation = chance(0.08) ? between(190, 258) : between(259, TERM + 9);
  const born = addDays(year, between(0, 364));
  const ga0 = addDays(born, -gestation);
  const atBirth = chance(shares.foundAtBirth);
  const weeks = Math.min(8 + Math.floor(22 * next() ** 2), Math.floor(gestation / 7) - 2);
  const found = atBirth ? addDays(born, -1) : addDays(ga0, weeks * 7);
  const lost = !atBirth && chance(shares.lossBeforeBirth);
  const exposure = drawExposure(random, shares);
  return {
    n,
    patient: sandboxId('life', n),
    episode: sandboxId('life-case', n),
    municipality: chance(ELSEWHERE) ? '4203' : '4204',
    exposure,
    isDated: chance(shares.dated),
    ga0,
    birth: `${born}T${String(between(0, 23)).padStart(2, '0')}:12:00Z`,
    found,
    loss: lost
      ? { day: addDays(found, between(3, 21)), kind: chance(0.7) ? 'miscarriage' : 'abortion' }
      : undefined,
    isStillborn: chance(shares.stillbirth),
    children: chance(shares.twins) ? 2 : 1,
    hasNumber: !chance(shares.withoutNumber),
    usesLater: exposure !== 'none' && chance(shares.stillUsingLater),
    random,
  };
}

function drawExposure({ next, chance }: Random, shares: Shares): Exposure {
  if (chance(shares.nothingFound)) return 'none';
  if (chance(shares.lar)) return 'lar';
  const kind = next();
  if (kind < shares.alcoholAndIllegal) return 'both';
  return kind < shares.alcoholAndIllegal + shares.illegalOnly ? 'illegal' : 'alcohol';
}
