// Which profiles, tags and security labels are in use? Those of all current resources of some types.

import type { RecordsContext } from '../context.ts';
import type { Labels } from '../requests.ts';

// Only resources with a label are opened: the bits of `present` stand in an index.
const LABELS = `
  select distinct l.kind, e.item::text as item
  from unnest($1::int2[], $2::int8[]) as t (type, bits)
  join records r on r.type = t.type and not r.deleted and (r.present & t.bits) <> 0
  cross join lateral (select r.content::jsonb -> 'meta' as meta offset 0) m
  cross join lateral (values ('profile', m.meta -> 'profile'), ('tag', m.meta -> 'tag'), ('security', m.meta -> 'security'))
    as l (kind, list)
  cross join lateral jsonb_array_elements(case jsonb_typeof(l.list) when 'array' then l.list else '[]' end) as e (item)
  order by 1, 2`;

function bitsOf(context: RecordsContext, type: string): bigint {
  const bits = ['_profile', '_tag', '_security'].map((code) => context.parameters.get(type, code)?.bit);
  return bits.reduce<bigint>((all, bit) => (bit === undefined ? all : all | (1n << BigInt(bit))), 0n);
}

/** Labels of the current resources of `types`. Reads every resource that has one: seconds where there are a million. */
export async function readLabels(context: RecordsContext, types: readonly string[]): Promise<Labels> {
  const rows = await context.query<{ kind: keyof Labels; item: string }>(LABELS, [
    types.map((type) => context.types.number(type)),
    types.map((type) => BigInt.asIntN(64, bitsOf(context, type))),
  ]);
  const of = (kind: keyof Labels): unknown[] =>
    rows.filter((row) => row.kind === kind).map((row): unknown => JSON.parse(row.item));
  return { profile: of('profile'), tag: of('tag'), security: of('security') };
}
