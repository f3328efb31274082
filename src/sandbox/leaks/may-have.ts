// May this recipient have what this mark says? The second opinion: from what happened and the table, never from the gateway's own decision.

import { cellOf } from './matrix.ts';
import type { Mark, Who } from './mark.ts';
import { type Lived, phaseOf } from './truth.ts';

/** Who got it, when and how. */
export interface Getting {
  readonly recipient: string;
  readonly now: number;
  /** It was looked at: what a person signed carries its message and opens nothing. */
  readonly isReading: boolean;
  /** It is a message of hpl § 32, signed by her who assessed. */
  readonly isDuty: boolean;
}

/** Why it may not have it; undefined when it may. */
export function whyNot(mark: Mark, lived: Lived, getting: Getting): string | undefined {
  if (mark.who === 'partner') return 'of a third party';
  if (mark.place === 'home' && lived.state.isProtected === true) return 'a protected address';
  for (const dataClass of mark.classes) {
    const why = whyNotClass(dataClass, mark.who, lived, getting);
    if (why !== undefined) return why;
  }
  return undefined;
}

function whyNotClass(
  dataClass: string,
  who: Who,
  lived: Lived,
  { recipient, now, isReading, isDuty }: Getting,
): string | undefined {
  const phase = phaseOf(lived);
  const cell = cellOf(phase, recipient, dataClass);
  const duty = !isReading && isDuty && lived.state.assessed32 === true && cell.includes('L1');
  if (duty) return undefined;
  if (isObjected(dataClass, lived, recipient, now)) return `${phase}: she objects`;
  if (lived.state.lost === 'abortion' && who === 'mother' && dataClass === 'D2' && recipient !== 'kk-pol')
    return 'tells of an abortion';
  if (cell.includes('T') && isTreating(who, lived, recipient)) return undefined;
  if (cell.includes('C') && isAllowed(dataClass, lived, recipient, now)) return undefined;
  return `${phase}: ${cell.join('|') || 'no cell'}, ${isTreating(who, lived, recipient) ? 'treats' : 'does not treat'} ${who}`;
}

function isObjected(dataClass: string, { answers }: Lived, recipient: string, now: number): boolean {
  return [...answers.values()].some(
    ({ kind, isActive, to, classes, until }) =>
      kind === 'objection' &&
      isActive &&
      now < until &&
      to === recipient &&
      (classes.length === 0 || classes.includes(dataClass)),
  );
}

/** Hers, in force, and not older than the birth: what was given for the unborn does not speak of the born. */
function isAllowed(dataClass: string, { answers, state }: Lived, recipient: string, now: number): boolean {
  return [...answers.values()].some(
    ({ kind, isActive, to, classes, from, until }) =>
      kind === 'yes' &&
      isActive &&
      to === recipient &&
      classes.includes(dataClass) &&
      now < until &&
      (state.born === undefined || from >= state.born),
  );
}

/** Who treats: by what the people of the life wrote, and for a born child by what the pathway is for. */
function isTreating(who: Who, lived: Lived, recipient: string): boolean {
  if (lived.treats.get(who)?.has(recipient) === true) return true;
  if (who === 'mother' || lived.state.born === undefined) return false;
  return followsChild(lived, recipient);
}

/** S0-103: the child health service of the home, the doctor and the mother's coordinator hear of a child; 0–6 is for the exposed. */
function followsChild({ life, treats, state }: Lived, recipient: string): boolean {
  if (state.coordinator === recipient) return true;
  switch (recipient) {
    case 'habu':
      return life.exposure !== 'none';
    case 'fhs':
      return life.municipality === '4204';
    case 'helsestasjon':
      return life.municipality !== '4204';
    case 'fastlege':
      return treats.get('mother')?.has('fastlege') === true;
    default:
      return false;
  }
}
