// Who is at the far end of a chain or of `_has`? A short list becomes a condition; a long one is asked for each batch of candidates.

import { GatewayError } from '../../../domain/failure.ts';
import { compileTargets } from '../../../fhir/search/compile-reference.ts';
import type { Condition } from '../../../fhir/search/entries.ts';
import { hash64 } from '../../../fhir/search/hash.ts';
import { eqHash } from '../../../fhir/search/token-hashes.ts';
import type { SearchParameter } from '../../../fhir/search/parameters.ts';
import type { SearchCriterion } from '../../../fhir/search/query.ts';
import { targetsOf } from '../../../fhir/search/reference.ts';
import type { Tx } from '../../tx.ts';
import { filterSql, paramSql, Values } from './conditions-sql.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { type CountSql, type Filter, type Found, narrow, type Resolved } from './found.ts';
import { anyKeysSql, keysSql } from './keys-sql.ts';
import { defaultOrder } from './order.ts';
import type { ResolvedCriterion, ResolveFar } from './resolved.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';

type Run = Tx['query'];

function referenceOf(context: RecordsContext, type: string, code: string): SearchParameter {
  const found = context.parameters.get(type, code);
  if (found?.kind === 'reference') return found;
  throw new GatewayError('LENKE_SEARCH_PARAMETER', { parameter: code, type, hint: '' });
}

function keysOf(context: RecordsContext, far: Resolved, limit: number): ReturnType<typeof keysSql> {
  const type = context.types.number(far.type);
  const request = { type, conditions: far.conditions, after: undefined, limit };
  const order = defaultOrder(far.conditions);
  return order.by === 'number' ? anyKeysSql(request) : keysSql(request, order);
}

function toFound(rows: readonly RecordRow[]): Found[] {
  return rows.filter((row) => !row.deleted).map((row) => ({ row, resource: parseContent(row.content) }));
}

/** All that answer at the far end, with their contents; undefined when they are too many. */
async function contentsOf(
  context: RecordsContext,
  run: Run,
  far: Resolved,
): Promise<readonly Found[] | undefined> {
  const most = context.limits.farContents;
  const keys = keysOf(context, far, most + 1);
  const text = `select ${COLUMNS} from (${keys.text}) k join records r on r.res = k.res`;
  const rows = await run<RecordRow>(text, keys.values);
  const once = [...new Map(rows.map((row) => [row.res, row])).values()];
  return rows.length > most ? undefined : narrow(context, run, far, toFound(once));
}

/** What a reference by this parameter names a resource by: its canonical address, or its type and id. */
function namesOf({ canonical }: SearchParameter, { resource, row }: Found): string[] {
  if (!canonical) return [`${resource.resourceType}/${row.id}`];
  return typeof resource['url'] === 'string' ? [resource['url']] : [];
}

/** Resources of a type by these names. */
function named(
  context: RecordsContext,
  parameter: SearchParameter,
  type: string,
  names: readonly string[],
): Condition {
  if (!parameter.canonical) return { kind: 'self', hashes: names.map(hash64) };
  const url = context.parameters.get(type, 'url');
  return { kind: 'eq', negate: false, hashes: url ? names.map((name) => eqHash(url, name)) : [] };
}

/** Hashes of the names of all that answer at the far end; undefined when they are too many. */
async function hashesOf(
  context: RecordsContext,
  run: Run,
  far: Resolved,
  parameter: SearchParameter,
): Promise<bigint[] | undefined> {
  // The index alone knows nothing of who asks.
  if (!far.exact || parameter.canonical || context.sight) {
    const found = await contentsOf(context, run, far);
    return found?.flatMap((one) => namesOf(parameter, one).map(hash64));
  }
  const most = context.limits.farKeys;
  const keys = keysOf(context, far, most + 1);
  const text = `select r.idh from (${keys.text}) k join records r on r.res = k.res`;
  const rows = await run<{ idh: string }>(text, keys.values);
  return rows.length > most ? undefined : rows.map(({ idh }) => BigInt(idh));
}

/** Which of these answer at the far end? Hashes of their names. */
async function answering(
  context: RecordsContext,
  run: Run,
  far: Resolved,
  parameter: SearchParameter,
  names: readonly string[],
): Promise<bigint[]> {
  const asked = { ...far, conditions: [...far.conditions, named(context, parameter, far.type, names)] };
  return (await hashesOf(context, run, asked, parameter)) ?? [];
}

/** The names a resource points at by the parameter. */
function pointsAt(parameter: SearchParameter, { resource }: Found): string[] {
  return parameter.read(resource).flatMap((value) => targetsOf(value).map(({ key }) => key));
}

function scan(
  criterion: SearchCriterion,
): Pick<ResolvedCriterion, 'conditions' | 'exact' | 'scans' | 'answers'> {
  const has = criterion.through?.direction === 'in';
  const scans = has
    ? `_has:${criterion.through.branches[0]?.type}:${criterion.parameter}`
    : `${criterion.parameter}.`;
  return { conditions: [], exact: false, scans, answers: () => true };
}

/** `subject:Patient.name=…`: those that point at somebody who answers. */
export async function followChain(
  context: RecordsContext,
  run: Run,
  type: string,
  criterion: SearchCriterion,
  resolveFar: ResolveFar,
): Promise<ResolvedCriterion> {
  const parameter = referenceOf(context, type, criterion.parameter);
  const fars: Resolved[] = [];
  for (const branch of criterion.through?.branches ?? [])
    fars.push(await resolveFar(branch.type, branch.criterion));
  const lists: (bigint[] | undefined)[] = [];
  for (const far of fars) lists.push(await hashesOf(context, run, far, parameter));
  if (lists.every((list) => list !== undefined)) return compileTargets(parameter, lists.flat());
  const filter: Filter = async (found) => {
    const names = [...new Set(found.flatMap((one) => pointsAt(parameter, one)))];
    const good = new Set<bigint>();
    // As many at once as may be listed, so that the answer is never «too many».
    const step = Math.min(context.limits.farContents, context.limits.farKeys);
    for (let at = 0; at < names.length; at += step) {
      for (const far of fars) {
        const some = await answering(context, run, far, parameter, names.slice(at, at + step));
        for (const hash of some) good.add(hash);
      }
    }
    return found.filter((one) => pointsAt(parameter, one).some((name) => good.has(hash64(name))));
  };
  const ends = fars.every(isCountable) && !parameter.canonical;
  return { ...scan(criterion), filter, ...(ends && { count: countChain(context, parameter, fars) }) };
}

function isCountable(far: Resolved): boolean {
  return far.counts !== undefined;
}

function askedOf(values: Values, far: Resolved, res: string): string {
  const asked = far.conditions.map((condition) => filterSql(values, condition, res));
  const more = (far.counts ?? []).map((count) => count(values, res));
  return [...asked, ...more].map((one) => ` and ${one}`).join('');
}

/** For counting all at once the planner may join whole tables, which no page could afford. */
function countChain(
  context: RecordsContext,
  parameter: SearchParameter,
  fars: readonly Resolved[],
): CountSql {
  return (values, res) => {
    const ends = fars.map((far) => {
      const type = values.add(context.types.number(far.type));
      return `(t.type = ${type}::int2${askedOf(values, far, 't.res')})`;
    });
    return `${res} in (select f.res from idx_ref f join records t on t.idh = f.target and not t.deleted
      where ${paramSql(values, 'f', [parameter.id])} and (${ends.join(' or ')}))`;
  };
}

function countHas(parameter: SearchParameter, far: Resolved): CountSql {
  return (values, res) =>
    `${res} in (select t.res from idx_ref x join records t on t.idh = x.target
      where ${paramSql(values, 'x', [parameter.id])}${askedOf(values, far, 'x.res')})`;
}

/** Which of these does something point at that answers at the far end? */
async function pointedAt(
  context: RecordsContext,
  run: Run,
  far: Resolved,
  parameter: SearchParameter,
  hashes: readonly bigint[],
): Promise<Set<bigint>> {
  const values = new Values();
  const list = values.add(`{${hashes.join(',')}}`);
  const conditions = far.conditions
    .map((condition) => ` and ${filterSql(values, condition, 'x.res')}`)
    .join('');
  const rows = `from idx_ref x where x.target = t.target and ${paramSql(values, 'x', [parameter.id])}${conditions}`;
  const from = `from unnest(${list}::int8[]) as t (target)`;
  if (far.exact && !context.sight) {
    const text = `select t.target ${from} where exists (select ${rows})`;
    const found = await run<{ target: string }>(text, values.list);
    return new Set(found.map(({ target }) => BigInt(target)));
  }
  const text = `select distinct ${COLUMNS} ${from} cross join lateral (select x.res ${rows}) k join records r on r.res = k.res`;
  const found = await narrow(context, run, far, toFound(await run<RecordRow>(text, values.list)));
  return new Set(found.flatMap((one) => pointsAt(parameter, one).map(hash64)));
}

/** `_has:Observation:patient:code=…`: those something points at that answers. */
export async function followHas(
  context: RecordsContext,
  run: Run,
  type: string,
  criterion: SearchCriterion,
  resolveFar: ResolveFar,
): Promise<ResolvedCriterion> {
  const [branch] = criterion.through?.branches ?? [];
  if (!branch) throw new TypeError('_has without a type');
  const parameter = referenceOf(context, branch.type, criterion.parameter);
  const far = await resolveFar(branch.type, branch.criterion);
  const list = await contentsOf(context, run, far);
  if (list) {
    const ours = (name: string): boolean => parameter.canonical || name.startsWith(`${type}/`);
    const names = new Set(list.flatMap((one) => pointsAt(parameter, one)).filter(ours));
    return {
      conditions: [named(context, parameter, type, [...names])],
      exact: true,
      answers: () => true,
      filter: async (found) => found.filter((one) => namesOf(parameter, one).some((name) => names.has(name))),
    };
  }
  const filter: Filter = async (found) => {
    const own = (one: Found): bigint[] => namesOf(parameter, one).map(hash64);
    const good = await pointedAt(context, run, far, parameter, found.flatMap(own));
    return found.filter((one) => own(one).some((hash) => good.has(hash)));
  };
  const ends = isCountable(far) && !parameter.canonical;
  return { ...scan(criterion), filter, ...(ends && { count: countHas(parameter, far) }) };
}
