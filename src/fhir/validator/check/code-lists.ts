// Does a list of codes, or a set of them, hold together?

import { isObject } from '../../../domain/json.ts';
import { numberOf, objectsOf, textOf, type Json } from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';

const step = (key: string): Step => ({ key, path: key });

function countConcepts(json: Json): number {
  return objectsOf(json, 'concept').reduce((sum, one) => sum + 1 + countConcepts(one), 0);
}

/** A supplement says what it supplements, and nothing else does; `count` counts all concepts of a whole list. */
export function checkCodeSystem(_plans: Plans, json: Json, place: Place, run: Run): void {
  const report = (key: string, what: string): void =>
    run.report('definition', new Place(place, step(key)), { what });
  const content = textOf(json, 'content');
  const supplements = json['supplements'] !== undefined;
  if (content === 'supplement' && !supplements) report('content', 'a supplement names what it supplements');
  if (content !== 'supplement' && supplements) report('content', 'only a supplement supplements');
  const count = numberOf(json, 'count');
  if (
    content === 'complete' &&
    count !== undefined &&
    json['concept'] !== undefined &&
    count !== countConcepts(json)
  )
    report('count', 'the list is whole and has another number of concepts');
}

/** A system is a code system: the canonical of a value set in its place includes nothing. */
export function checkValueSet(plans: Plans, json: Json, place: Place, run: Run): void {
  const compose = json['compose'];
  if (!isObject(compose)) return;
  for (const key of ['include', 'exclude']) {
    objectsOf(compose, key).forEach((one, index) => {
      const system = textOf(one, 'system');
      if (system === undefined || !plans.terminology.isValueSet(system)) return;
      if (plans.terminology.codeSystem(system)) return;
      const at = new Place(new Place(place, step('compose')), step(key), index);
      run.report('definition', new Place(at, step('system')), { what: 'the system is a value set' });
    });
  }
}
