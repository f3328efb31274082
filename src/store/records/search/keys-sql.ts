// Which resources answer, in which order? SQL that finds their numbers; content is fetched last (facts/store.md 4).

import type { Condition } from '../../../fhir/search/entries.ts';
import { BRANCHES_MAX, filterSql, ordSql, paramSql, strSql, Values } from './conditions-sql.ts';

/** Newest first, by the number. */
export const BY_NUMBER = { by: 'number' } as const;

export type Order =
  | typeof BY_NUMBER
  | { readonly by: 'id'; readonly descending: boolean }
  | {
      readonly by: 'ord' | 'str';
      readonly parameter: number;
      readonly descending: boolean;
      readonly single: boolean;
    };

/** Where the page before ended; `key` only in orders that have one. */
export interface After {
  readonly key?: string;
  readonly res: string;
}

export interface Keys {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Set for one-condition shapes only: with several a generic plan is a trap (facts/store.md 7). */
  readonly name?: string;
}

export interface Request {
  readonly type: number;
  readonly conditions: readonly Condition[];
  readonly after: After | undefined;
  readonly limit: number;
}

/** Above every number of a resource. */
export const RES_MAX = '9223372036854775807';

/** What the search walks along; the other conditions are checked beside it. */
function pickDriver(conditions: readonly Condition[], ranges: boolean): Condition | undefined {
  const positive = conditions.filter(
    (condition) => !('negate' in condition && condition.negate) && !('weak' in condition && condition.weak),
  );
  const first = (kind: Condition['kind']): Condition | undefined =>
    positive.find((condition) => condition.kind === kind);
  const few = positive.find((condition) => condition.kind === 'eq' && condition.hashes.length === 1);
  return (
    first('id') ??
    first('self') ??
    few ??
    first('ref') ??
    first('eq') ??
    first('str') ??
    (ranges ? first('ord') : undefined)
  );
}

/** Where the search walks. `many`: a resource can come more than once; `records`: the row of records is at hand. */
interface Source {
  readonly from: string;
  readonly many: boolean;
  readonly records: boolean;
}

/** One source for each hash when they are few, so that each can stop at the limit; `rest` belongs to all of them. */
function hashed(values: Values, column: string, list: readonly bigint[], rest: string): Source[] {
  if (list.length <= BRANCHES_MAX) {
    return list.map((hash) => ({
      from: `${column} = ${values.add(hash)}::int8${rest}`,
      many: false,
      records: false,
    }));
  }
  return [{ from: `${column} = any (${values.add(list)}::int8[])${rest}`, many: true, records: false }];
}

function listed(values: Values, type: number, condition: string): Source[] {
  return [{ from: `records d where d.type = ${values.add(type)}${condition}`, many: false, records: true }];
}

function ranged(from: string): Source[] {
  return [{ from, many: true, records: false }];
}

function sources(values: Values, type: number, driver: Condition | undefined): Source[] {
  switch (driver?.kind) {
    case 'eq':
      return hashed(values, 'idx_eq d where d.hash', driver.hashes, '');
    case 'ref': {
      const parameter = ` and ${paramSql(values, 'd', driver.parameters)}`;
      const found = hashed(values, 'idx_ref d where d.target', driver.targets, parameter);
      // The same resource can point there by two of the parameters.
      return driver.parameters.length === 1 ? found : found.map((source) => ({ ...source, many: true }));
    }
    case 'self': {
      const hashes = `{${driver.hashes.join(',')}}`;
      return listed(
        values,
        type,
        ` and d.idh = any (${values.add(hashes)}::int8[]) and d.method <> 'DELETE'`,
      );
    }
    case 'str': {
      const parameter = values.add(driver.parameter);
      return ranged(`idx_str d where d.param = ${parameter} and ${strSql(values, 'd', driver.tests)}`);
    }
    case 'ord': {
      const parameter = values.add(driver.parameter);
      return ranged(`idx_ord d where d.param = ${parameter} and ${ordSql(values, 'd', driver.tests)}`);
    }
    case 'id':
      // `method <> 'DELETE'`, not `not deleted`: see write.ts.
      return listed(
        values,
        type,
        ` and d.id = any (${values.add(driver.ids)}::text[]) and d.method <> 'DELETE'`,
      );
    default:
      return listed(values, type, ' and not d.deleted');
  }
}

/** Name of a statement that is always the same text; none when its text depends on how much is asked. */
function nameOf(driver: Condition | undefined): string | undefined {
  switch (driver?.kind) {
    case undefined:
    case 'id':
    case 'self':
      return `records-keys ${driver?.kind ?? 'all'}`;
    case 'eq':
      return driver.hashes.length === 1 ? 'records-keys eq' : undefined;
    case 'ref':
      return driver.targets.length === 1 && driver.parameters.length === 1 ? 'records-keys ref' : undefined;
    case 'str':
      return driver.tests.length === 1 ? `records-keys str ${driver.tests[0]?.match}` : undefined;
    default:
      return undefined;
  }
}

/** A condition without alternatives: nothing can answer it. */
function isEmpty(condition: Condition): boolean {
  if ('negate' in condition && condition.negate) return false;
  if (condition.kind === 'ref') return condition.targets.length === 0 || condition.parameters.length === 0;
  return (condition.kind === 'eq' || condition.kind === 'self') && condition.hashes.length === 0;
}

const NOTHING = 'select 0::int8 as res where false';

function byNumber(request: Request, values = new Values(), ordered = true): Keys {
  if (request.conditions.some(isEmpty)) return { text: NOTHING, values: [] };
  const driver = pickDriver(request.conditions, false);
  const others = request.conditions.filter((condition) => condition !== driver);
  const cursor = `${values.add(request.after?.res ?? RES_MAX)}::int8`;
  const limit = values.add(request.limit);
  const branches = sources(values, request.type, driver).map(({ from, many, records }) => {
    const filters = others.map(
      (condition) => ` and ${filterSql(values, condition, 'd.res', records ? 'd' : undefined)}`,
    );
    const distinct = many && ordered ? 'distinct ' : '';
    const order = ordered ? ' order by d.res desc' : '';
    return `select ${distinct}d.res from ${from} and d.res < ${cursor}${filters.join('')}${order} limit ${limit}`;
  });
  const [only = NOTHING, ...more] = branches;
  const name = ordered && others.length === 0 && more.length === 0 ? nameOf(driver) : undefined;
  const [union, sorted] = ordered ? ['union', ' order by res desc'] : ['union all', ''];
  const text = more.length === 0 ? only : `(${branches.join(`) ${union} (`)})${sorted} limit ${limit}`;
  return { text, values: values.list, ...(name !== undefined && { name }) };
}

function byKey(request: Request, order: Extract<Order, { by: 'ord' | 'str' }>): Keys {
  const values = new Values();
  const { parameter, descending, by } = order;
  const column = by === 'str' ? 'd.val' : descending ? 'd.hi' : 'd.lo';
  const direction = descending ? 'desc' : 'asc';
  // A parameter with one value at most is tested on the very row that is walked, so its range bounds the walk.
  const own = (condition: Condition): boolean =>
    order.single && condition.kind === 'ord' && by === 'ord' && condition.parameter === parameter;
  const filters = request.conditions.map((condition) =>
    condition.kind === 'ord' && own(condition)
      ? ` and ${ordSql(values, 'd', condition.tests)}`
      : ` and ${filterSql(values, condition, 'd.res')}`,
  );
  const cast = by === 'str' ? 'text' : 'float8';
  const { after } = request;
  const past =
    after?.key === undefined
      ? ''
      : ` and (${column}, d.res) ${descending ? '<' : '>'} (${values.add(after.key)}::${cast}, ${values.add(after.res)}::int8)`;
  const edges = order.single ? '' : ` and d.edge in (${descending ? 2 : 1}, 3)`;
  const text = `select d.res, ${column} as key from idx_${by} d where d.param = ${values.add(parameter)}${edges}${past}${filters.join('')}
    order by ${column} ${direction}, d.res ${direction} limit ${values.add(request.limit)}`;
  return { text, values: values.list };
}

function byId(request: Request, descending: boolean): Keys {
  const values = new Values();
  const filters = request.conditions.map((condition) => ` and ${filterSql(values, condition, 'd.res', 'd')}`);
  const { after } = request;
  const past = after?.key === undefined ? '' : ` and d.id ${descending ? '<' : '>'} ${values.add(after.key)}`;
  const text = `select d.res, d.id as key from records d where d.type = ${values.add(request.type)} and not d.deleted${past}${filters.join('')}
    order by d.id ${descending ? 'desc' : 'asc'} limit ${values.add(request.limit)}`;
  return { text, values: values.list };
}

/** SQL for a page of numbers (`res`, and `key` in orders that have one). */
export function keysSql(request: Request, order: Order): Keys {
  if (order.by === 'number') return byNumber(request);
  return order.by === 'id' ? byId(request, order.descending) : byKey(request, order);
}

/** SQL for numbers in any order, some of them twice: whether there are more than the limit is known without sorting them. */
export function anyKeysSql(request: Request): Keys {
  return byNumber(request, new Values(), false);
}

/** SQL for those that have no value to sort by; they follow after the rest, newest first. */
export function unsortedKeysSql(request: Request, bit: number): Keys {
  return byNumber({
    ...request,
    conditions: [...request.conditions, { kind: 'missing', bit, missing: true }],
  });
}

/** SQL for how many answer. */
export function countSql(
  type: number,
  conditions: readonly Condition[],
  more: readonly ((values: Values, res: string) => string)[] = [],
): Keys {
  if (conditions.some(isEmpty)) return { text: 'select 0 as count', values: [] };
  const values = new Values();
  const driver = pickDriver(conditions, true);
  const others = conditions.filter((condition) => condition !== driver);
  const branches = sources(values, type, driver).map(({ from, records }) => {
    const filters = others.map(
      (condition) => ` and ${filterSql(values, condition, 'd.res', records ? 'd' : undefined)}`,
    );
    const further = more.map((filter) => ` and ${filter(values, 'd.res')}`);
    return `select d.res from ${from}${filters.join('')}${further.join('')}`;
  });
  return {
    text: `select count(distinct res) as count from (${branches.join(' union all ')}) k`,
    values: values.list,
  };
}

/** SQL for a page of a search on several types, newest first: one branch for each type. */
export function severalKeysSql(requests: readonly Request[], limit: number): Keys {
  const values = new Values();
  const branches = requests.map((request) => `(${byNumber(request, values).text})`);
  if (branches.length === 0) return { text: NOTHING, values: [] };
  return {
    text: `${branches.join(' union all ')} order by res desc limit ${values.add(limit)}`,
    values: values.list,
  };
}
