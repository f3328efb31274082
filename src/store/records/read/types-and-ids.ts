// Which rows do these references name? Their types as numbers and their ids, side by side for `unnest($1::int2[], $2::text[])`.

import type { RecordsContext } from '../context.ts';

/** Both lists in the order of `references`; what is no reference names no row. */
export function typesAndIds(
  { types }: Pick<RecordsContext, 'types'>,
  references: readonly string[],
): readonly [types: readonly number[], ids: readonly string[]] {
  const parts = references.map((reference) => reference.split('/'));
  return [parts.map(([type = '']) => types.number(type)), parts.map(([, id = '']) => id)];
}
