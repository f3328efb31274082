// Do the other answers enable an item?

import { isObject } from '../../../domain/json.ts';
import { deepEqual } from '../../fhirpath/compare.ts';
import { objectsOf, valueOfChoice, type Json } from '../definitions.ts';
import { compareLimit } from '../plan/values.ts';
import type { Condition, Item } from './form.ts';

/** What an item stands in, from the response itself to the nearest item or answer. */
export type Ancestors = readonly Json[];

function childrenOf(container: Json): readonly Json[] {
  return [
    ...objectsOf(container, 'item'),
    ...objectsOf(container, 'answer').flatMap((answer) => objectsOf(answer, 'item')),
  ];
}

function itemsOf(container: Json, linkId: string): Json[] {
  return childrenOf(container).flatMap((item) => [
    ...(item['linkId'] === linkId ? [item] : []),
    ...itemsOf(item, linkId),
  ]);
}

/** The answers to a question: in a repeating group those of the same repetition count, so the nearest ancestor wins. */
function answersTo(linkId: string, ancestors: Ancestors): unknown[] {
  for (const container of ancestors.toReversed()) {
    const found = itemsOf(container, linkId);
    if (found.length > 0)
      return found.flatMap((item) =>
        objectsOf(item, 'answer').map((answer) => valueOfChoice(answer, 'value')),
      );
  }
  return [];
}

function same(given: unknown, wanted: unknown): boolean {
  if (!isObject(given) || !isObject(wanted)) return deepEqual(given, wanted);
  if (wanted['code'] !== undefined) {
    const system = wanted['system'];
    return given['code'] === wanted['code'] && (system === undefined || given['system'] === system);
  }
  return Object.keys(wanted).every((key) => deepEqual(given[key], wanted[key]));
}

function ordered(given: unknown, wanted: unknown, fits: (sign: number) => boolean): boolean {
  const sign = compareLimit(given, wanted);
  return sign !== undefined && fits(sign);
}

function holds({ question, operator, answer }: Condition, ancestors: Ancestors): boolean {
  const given = answersTo(question, ancestors);
  switch (operator) {
    case 'exists':
      return given.length > 0 === (answer !== false);
    case '=':
      return given.some((one) => same(one, answer));
    case '!=':
      return given.length > 0 && !given.some((one) => same(one, answer));
    case '>':
      return given.some((one) => ordered(one, answer, (sign) => sign > 0));
    case '<':
      return given.some((one) => ordered(one, answer, (sign) => sign < 0));
    case '>=':
      return given.some((one) => ordered(one, answer, (sign) => sign >= 0));
    case '<=':
      return given.some((one) => ordered(one, answer, (sign) => sign <= 0));
    default:
      return true;
  }
}

/** True when an item's conditions hold; an item without any is always enabled. */
export function isEnabled(item: Item, ancestors: Ancestors): boolean {
  if (item.conditions.length === 0) return true;
  return item.all
    ? item.conditions.every((one) => holds(one, ancestors))
    : item.conditions.some((one) => holds(one, ancestors));
}
