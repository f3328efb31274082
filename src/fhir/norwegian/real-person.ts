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

function expressionOf(root: string, way: readonly (string | number)[]): string {
  return way.reduce<string>(
    (at, step) => (typeof step === 'number' ? `${at}[${step}]` : `${at}.${step}`),
    root,
  );
}

/** Expressions of the identifiers in `value` that hold an ordinary person number. `root` is the expression of `value`. */
export function findRealPersons(value: unknown, root: string): readonly string[] {
  const found: string[] = [];
  // The way down to where the walk is; it is written out for what is found, and nearly always nothing is.
  const way: (string | number)[] = [];
  const into = (node: unknown, step: string | number): void => {
    if (typeof node !== 'object' || node === null) return;
    way.push(step);
    walk(node);
    way.pop();
  };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index += 1) into(node[index], index);
      return;
    }
    if (!isObject(node)) return;
    const { system, value: text } = node;
    if (typeof text === 'string' && PERSON_SYSTEMS.has(system) && isRealPersonNumber(text))
      found.push(`${expressionOf(root, way)}.value`);
    for (const key in node) into(node[key], key);
  };
  walk(value);
  return found;
}
