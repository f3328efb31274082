// What is there for her? Offers of the directory that fit where she lives, as entries of a Task she chooses from.

import { serves } from '../../network/fits.ts';
import type { Directory } from '../../network/directory.ts';
import { findOffers, type Offer } from '../../network/find-offers.ts';
import type { OfferedChoice } from '../../pathway/plan-types.ts';
import type { CaseView } from '../../pathway/case/case-view.ts';
import { seekerOf } from './address.ts';

/** What is said of a criterion; what a person must settle is said so, never guessed. */
const ANSWERS: Readonly<Record<Offer['hints'][number]['answer'], string>> = {
  met: 'oppfylt',
  'not-met': 'ikke oppfylt',
  ask: 'avklares med henne',
};

/** Offers for a pregnant woman where this one lives, the least intrusive first, each as a Task.input. */
export function offersFor(
  view: CaseView,
  directory: Directory,
  system: (name: string) => string,
  now: Date,
): readonly OfferedChoice[] {
  const seeker = seekerOf(view, now);
  // Of whom nobody knows where she lives, only what is there for all is named: a place would be a guess.
  const found = findOffers(directory.services, { ...seeker, who: 'pregnant' }).filter((one) =>
    serves(one, seeker),
  );
  return found.map(({ reference, name, needs, levels, traits, criteria, hints }) => ({
    needs,
    levels,
    traits,
    fits: hints.every(({ answer }) => answer !== 'not-met'),
    input: {
      type: {
        coding: levels.slice(0, 1).map((code) => ({ system: system('tk-offer-level'), code })),
        text: criteria.map(({ text }, at) => `${text} (${ANSWERS[hints[at]?.answer ?? 'ask']})`).join('; '),
      },
      valueReference: { reference, display: name },
    },
  }));
}
