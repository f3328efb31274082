// Does a Questionnaire hold together?

import { objectsOf, textOf, type Json } from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';

const ITEM: Step = { key: 'item', path: 'item' };
const CONDITION: Step = { key: 'enableWhen', path: 'enableWhen' };

function linkIds(container: Json, into: Set<string>): Set<string> {
  for (const item of objectsOf(container, 'item')) {
    into.add(textOf(item, 'linkId') ?? '');
    linkIds(item, into);
  }
  return into;
}

function checkItems(container: Json, known: ReadonlySet<string>, place: Place, run: Run): void {
  objectsOf(container, 'item').forEach((item, i) => {
    const at = new Place(place, ITEM, i);
    objectsOf(item, 'enableWhen').forEach((condition, k) => {
      const question = textOf(condition, 'question');
      if (question === undefined || known.has(question)) return;
      run.report('questionnaire-definition', new Place(at, CONDITION, k), {
        what: 'a condition asks about an item that is not there',
      });
    });
    checkItems(item, known, at, run);
  });
}

/** Conditions ask about items of the same form; que-1 to que-13 see to the rest. */
export function checkQuestionnaire(_plans: Plans, json: Json, place: Place, run: Run): void {
  checkItems(json, linkIds(json, new Set()), place, run);
}
