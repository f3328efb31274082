// Which versions of several types come next, newest first? Keys first, contents last.

import { COLUMNS, HISTORY_COLUMNS } from '../rows.ts';

/** Version `h` was still the current one after `moment`: the one that follows came later. */
export function laterThan(moment: string): string {
  return `coalesce((select n.updated from history n where n.res = h.res and n.version = h.version + 1),
    (select n.updated from records n where n.res = h.res and n.version = h.version + 1), 'infinity') > ${moment}`;
}

/** What was written after a moment (ms, `$4::float8`): current versions and deletions by idx_ord, earlier ones by history. */
const since = (parameter: string, ms: string): string => `
  select o.res from idx_ord o where o.param = t.${parameter} and o.hi > ${ms}::float8`;

/** Was little written since a moment? Counted no further than the limit in each of the three places of a type. */
export const SUCCESSORS = `
  with t as (select * from unnest($1::int2[], $2::int4[], $3::int4[]) as t (type, present, gone))
  select coalesce(sum(c.n), 0) <= $6 as few from t cross join lateral (
    select count(*) as n from (
      (${since('present', '$4')} limit $6 + 1) union all (${since('gone', '$4')} limit $6 + 1)
      union all (select h.res from history h where h.type = t.type and h.updated > $5::timestamptz limit $6 + 1)) x) c`;

/** Earlier versions of a type as they stand in the history. */
const WALKED = (more: string): string => `
      select h.updated, h.res, h.version from history h
      where h.type = t.type and (h.updated, h.res, h.version) < ($8::timestamptz, $5::int8, $6::int4)
        and h.updated >= $10::timestamptz ${more}
      order by h.updated desc, h.res desc, h.version desc limit $7`;

/** Earlier versions of a type that were replaced after the moment: those before what was written since. */
const REPLACED = `
      select h.updated, h.res, h.version from (
        select r.res, r.version from (${since('present', '$12')} union all ${since('gone', '$12')}) o
          join records r on r.res = o.res where r.updated > $11::timestamptz
        union all
        select n.res, n.version from history n where n.type = t.type and n.updated > $11::timestamptz) n
      join history h on h.res = n.res and h.version = n.version - 1
      where h.type = t.type and (h.updated, h.res, h.version) < ($8::timestamptz, $5::int8, $6::int4)
        and h.updated >= $10::timestamptz
      order by h.updated desc, h.res desc, h.version desc limit $7`;

/**
 * Keys first, contents last: of each type the newest current versions and deletions by idx_ord and the newest earlier ones by
 * history, each a page at most. Two more than a page, for the row the cursor stands at comes along. The row of idx_ord knows
 * no version; the records row it leads to does.
 */
function ofTypesSql(earlier: string): string {
  const current = (parameter: string): string => `
    select o.ms, o.res, null::int4 as version from t cross join lateral (
      select o.hi as ms, o.res from idx_ord o
      where o.param = t.${parameter} and (o.hi, o.res) <= ($4::float8, $5::int8) and o.hi >= $9::float8
      order by o.hi desc, o.res desc limit $7) o`;
  return `
  with t as (select * from unnest($1::int2[], $2::int4[], $3::int4[]) as t (type, present, gone)),
  keys as (select * from (
    ${current('present')}
    union all ${current('gone')}
    union all
    select (extract(epoch from h.updated) * 1000)::float8, h.res, h.version from t cross join lateral (${earlier}) h) k
    order by ms desc, res desc, version desc nulls first limit $7)
  select ${COLUMNS} from keys k join records r on r.res = k.res
  where k.version is null and (r.updated, r.res, r.version) < ($8::timestamptz, $5::int8, $6::int4)
  union all
  select ${HISTORY_COLUMNS} from keys k join history h on h.res = k.res and h.version = k.version
  join records r on r.res = h.res
  order by updated desc, res desc, version desc limit $7`;
}

/** All versions. */
export const OF_TYPES = ofTypesSql(WALKED(''));
/** Those that were current at a moment (`$11`), walked to. */
export const OF_TYPES_AT = ofTypesSql(WALKED(`and ${laterThan('$11::timestamptz')}`));
/** The same, found by what was written since: `$12` is the moment in ms. */
export const OF_TYPES_FEW = ofTypesSql(REPLACED);
