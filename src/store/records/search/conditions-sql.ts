// How is a condition said in SQL, against the index tables?

import type { Condition, OrdTest, StrTest } from '../../../fhir/search/entries.ts';
import { impossible } from '../../../fhir/search/impossible.ts';
import type { SearchPrefix } from '../../../fhir/search/query.ts';
import { FOLDED_MAX } from '../../../fhir/search/string.ts';

/** Gathers the values of a statement; `add` gives the place of one. */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** More alternatives than this are not worth a branch each. */
export const BRANCHES_MAX = 16;

const LAST_CHARACTER = '\u{10ffff}';

function like(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** A test on a row `alias` of idx_str. */
export function strSql(values: Values, alias: string, tests: readonly StrTest[]): string {
  const alternatives = tests.map(({ match, value }) => {
    if (match === 'equal') return `${alias}.val = ${values.add(value)}`;
    // A text that was cut in the index may hold it further on: the content decides.
    if (match === 'contains')
      return `(${alias}.val like ${values.add(like(value))} or length(${alias}.val) >= ${FOLDED_MAX})`;
    return `(${alias}.val >= ${values.add(value)} and ${alias}.val < ${values.add(value + LAST_CHARACTER)})`;
  });
  return `(${alternatives.join(' or ')})`;
}

/**
 * As rangeAnswers, on columns `lo` and `hi` against the places of both ends. Some say more than they must (lo <= hi):
 * that lets the index on either column be used.
 */
const RANGES: Readonly<Record<SearchPrefix, (lo: string, hi: string, a: string, b: string) => string>> = {
  eq: (lo, hi, a, b) => `(${lo} >= ${a} and ${hi} <= ${b} and ${lo} <= ${b} and ${hi} >= ${a})`,
  ne: (lo, hi, a, b) => `not (${lo} >= ${a} and ${hi} <= ${b})`,
  gt: (_, hi, a, b) => `(${hi} > ${b} and ${hi} >= ${a})`,
  lt: (lo, _, a, b) => `(${lo} < ${a} and ${lo} <= ${b})`,
  ge: (lo, hi, a, b) => `(${hi} >= ${a} and (${hi} > ${b} or ${lo} >= ${a}))`,
  le: (lo, hi, a, b) => `(${lo} <= ${b} and (${lo} < ${a} or ${hi} <= ${b}))`,
  sa: (lo, hi, a, b) => `(${lo} > ${b} and ${hi} >= ${a})`,
  eb: (lo, hi, a, b) => `(${hi} < ${a} and ${lo} <= ${b})`,
  ap: (lo, hi, a, b) => `(${lo} <= ${b} and ${hi} >= ${a})`,
};

function ordTestSql(values: Values, alias: string, test: OrdTest): string {
  const ends = [test.lo, test.hi].map((end) => `${values.add(end)}::float8`);
  return RANGES[test.prefix](`${alias}.lo`, `${alias}.hi`, ends[0] ?? '', ends[1] ?? '');
}

/** A test on a row `alias` of idx_ord. */
export function ordSql(values: Values, alias: string, tests: readonly OrdTest[]): string {
  return `(${tests.map((test) => ordTestSql(values, alias, test)).join(' or ')})`;
}

function int8s(list: readonly bigint[]): string {
  return `{${list.join(',')}}`;
}

/** Bit test on `records.present`. */
export function missingSql(alias: string, bit: number, missing: boolean): string {
  return `(${alias}.present >> ${bit}) & 1 = ${missing ? 0 : 1}`;
}

function oneOf(values: Values, column: string, list: readonly bigint[]): string {
  return list.length === 1
    ? `${column} = ${values.add(list[0])}::int8`
    : `${column} = any (${values.add(int8s(list))}::int8[])`;
}

/** One of these parameters, of a row `alias` of idx_ref. */
export function paramSql(values: Values, alias: string, parameters: readonly number[]): string {
  const [only, ...more] = parameters;
  return only !== undefined && more.length === 0
    ? `${alias}.param = ${values.add(only)}`
    : `${alias}.param = any (${values.add(`{${parameters.join(',')}}`)}::int4[])`;
}

/** A condition on the resource whose number is `res`; `records` is the alias when the row of records is at hand. */
export function filterSql(values: Values, condition: Condition, res: string, records?: string): string {
  const not = 'negate' in condition && condition.negate ? 'not ' : '';
  switch (condition.kind) {
    case 'eq':
      return `${not}exists (select from idx_eq f where ${oneOf(values, 'f.hash', condition.hashes)} and f.res = ${res})`;
    case 'ref':
      return `${not}exists (select from idx_ref f where ${oneOf(values, 'f.target', condition.targets)} and ${paramSql(values, 'f', condition.parameters)} and f.res = ${res})`;
    case 'str':
      return `exists (select from idx_str f where f.param = ${values.add(condition.parameter)} and ${strSql(values, 'f', condition.tests)} and f.res = ${res})`;
    case 'ord':
      return `exists (select from idx_ord f where f.res = ${res} and f.param = ${values.add(condition.parameter)} and ${ordSql(values, 'f', condition.tests)})`;
    case 'self':
      return records === undefined
        ? `exists (select from records f where f.res = ${res} and ${oneOf(values, 'f.idh', condition.hashes)})`
        : oneOf(values, `${records}.idh`, condition.hashes);
    case 'id':
      return records === undefined
        ? `${not}exists (select from records f where f.res = ${res} and f.id = any (${values.add(condition.ids)}::text[]))`
        : `${not}(${records}.id = any (${values.add(condition.ids)}::text[]))`;
    case 'missing':
      return records === undefined
        ? `exists (select from records f where f.res = ${res} and ${missingSql('f', condition.bit, condition.missing)})`
        : missingSql(records, condition.bit, condition.missing);
  }
  return impossible(condition);
}
