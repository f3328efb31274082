// Is this a real person? Outside production nobody but synthetic persons is taken.

import { idnr } from '@navikt/fnrvalidator';
import { isObject } from '../../domain/json.ts';

/** Fødselsnummer and D-nummer (norwegian-interop 1.2). */
const PERSON_SYSTEMS: ReadonlySet<unknown> = new Set([
  'urn:oid:2.16.578.1.12.4.1.4.1',
  'urn:oid:2.16.578.1.12.4.1.4.2',
]);

/** True for a number that a living register may hold: right check digits, and a month that is not moved by 40, 65 or 80. */
export function isRealPersonNumber(text: string): boolean {
  if (!/^\d{11}$/.test(text) || Number(text.slice(2, 4)) > 12) return false;
  const found = idnr(text);
  return found.status === 'valid' && (found.type === 'fnr' || found.type === 'dnr');
}

/** Expressions of the identifiers in `value` that hold an ordinary person number. `root` is the expression of `value`. */
export function findRealPersons(value: unknown, root: string): readonly string[] {
  const found: string[] = [];
  const walk = (node: unknown, place: string): void => {
    if (Array.isArray(node)) {
      for (const [index, item] of node.entries()) walk(item, `${place}[${index}]`);
      return;
    }
    if (!isObject(node)) return;
    const { system, value: text } = node;
    if (typeof text === 'string' && PERSON_SYSTEMS.has(system) && isRealPersonNumber(text))
      found.push(`${place}.value`);
    for (const key in node) walk(node[key], `${place}.${key}`);
  };
  walk(value, root);
  return found;
}
