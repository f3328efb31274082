// Along what does a search go when nobody says? Newest first, or along the only range it asks for.

import type { Condition } from '../../../fhir/search/entries.ts';
import { BY_NUMBER, type Order } from './keys-sql.ts';

/** True for a condition that leads to few resources by itself. */
function leads(condition: Condition): boolean {
  switch (condition.kind) {
    case 'eq':
      return !condition.negate && condition.weak !== true;
    case 'ref':
    case 'id':
      return !condition.negate;
    case 'str':
    case 'self':
      return true;
    default:
      return false;
  }
}

/** Newest first by default; a search by time (or amount) alone walks along that, the greatest first. */
export function defaultOrder(conditions: readonly Condition[]): Order {
  const range = conditions.find((condition) => condition.kind === 'ord');
  if (range?.kind !== 'ord' || conditions.some(leads)) return BY_NUMBER;
  return { by: 'ord', parameter: range.parameter, descending: true, single: range.single };
}
