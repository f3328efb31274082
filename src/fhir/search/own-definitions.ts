// Which SearchParameters are ours? As profiles/fsh/search.fsh compiles, in the order of own.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { OWN_ORDER } from './own.ts';

const OURS = new URL('../../../profiles/generated/', import.meta.url);

/** Ours in their order; one that is not listed in own.ts, or the other way round, is a fault. */
export function ownDefinitions<T extends { readonly id: string }>(parse: (text: string) => T): readonly T[] {
  const files = readdirSync(OURS).filter((name) => name.startsWith('SearchParameter-'));
  const found = files.map((name) => parse(readFileSync(new URL(name, OURS), 'utf8')));
  const ids = new Set<string>(found.map(({ id }) => id));
  const missing = [
    ...found.filter(({ id }) => !OWN_ORDER.includes(id)),
    ...OWN_ORDER.filter((id) => !ids.has(id)),
  ];
  if (missing.length > 0)
    throw new TypeError(`own.ts and profiles/generated differ: ${JSON.stringify(missing)}`);
  return found.toSorted((a, b) => OWN_ORDER.indexOf(a.id) - OWN_ORDER.indexOf(b.id));
}
