// Which resources are over or under one in its tree? `Location?partof:below=…`, `Procedure?location:below=…`.

import { GatewayError } from '../../../domain/failure.ts';
import { badValue, unsupportedModifier } from '../../../fhir/search/compiled.ts';
import { compileTargets, typesMeant } from '../../../fhir/search/compile-reference.ts';
import { hash64 } from '../../../fhir/search/hash.ts';
import { parentParameter } from '../../../fhir/search/hierarchy.ts';
import type { SearchParameter } from '../../../fhir/search/parameters.ts';
import type { SearchCriterion } from '../../../fhir/search/query.ts';
import { referenceKeys, targetsOf } from '../../../fhir/search/reference.ts';
import type { Tx } from '../../tx.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import type { ResolvedCriterion } from './resolved.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';
import { seenOf } from '../sight/sight.ts';

/** No tree of places or organisations is deeper; a circle ends here too. */
const DEEPEST = 50;
const MOST = 10_000;

type Step = (frontier: readonly bigint[]) => Promise<bigint[]>;

function under(context: RecordsContext, run: Tx['query'], parents: readonly SearchParameter[]): Step {
  return async (frontier) => {
    const rows = await run<RecordRow & { idh: string }>(
      `select r.idh, ${COLUMNS} from unnest($1::int8[]) as t (target) cross join unnest($2::int4[]) as p (param)
       join idx_ref x on x.target = t.target and x.param = p.param join records r on r.res = x.res`,
      [`{${frontier.join(',')}}`, parents.map(({ id }) => id)],
      'records-under',
    );
    const seen = new Set((await seenOf(context, run, rows)).map(({ res }) => res));
    return rows.flatMap(({ idh, res }) => (seen.has(res) ? BigInt(idh) : []));
  };
}

function over(context: RecordsContext, run: Tx['query'], parents: readonly SearchParameter[]): Step {
  return async (frontier) => {
    const rows = await run<RecordRow>(
      `select ${COLUMNS} from unnest($1::int8[]) as t (target) join records r on r.idh = t.target where not r.deleted`,
      [`{${frontier.join(',')}}`],
      'records-over',
    );
    return (await seenOf(context, run, rows)).flatMap((row) => {
      const parent = parents.find(({ type }) => type === context.types.name(row.type));
      const values = parent?.read(parseContent(row.content)) ?? [];
      return values.flatMap((value) => targetsOf(value).map(({ key }) => hash64(key)));
    });
  };
}

async function grow(parameter: SearchParameter, start: readonly bigint[], step: Step): Promise<bigint[]> {
  const known = new Set(start);
  let frontier: readonly bigint[] = start;
  for (let depth = 0; frontier.length > 0 && depth < DEEPEST; depth += 1) {
    const next = [...new Set(await step(frontier))].filter((hash) => !known.has(hash));
    for (const hash of next) known.add(hash);
    if (known.size > MOST) throw badValue(parameter, `more than ${MOST} resources are in that tree`);
    frontier = next;
  }
  return [...known];
}

/** All that point at the resource asked for, or at one over or under it (R4 search, 3.1.1.4.16). */
export async function followTree(
  context: RecordsContext,
  run: Tx['query'],
  type: string,
  criterion: SearchCriterion,
  direction: 'above' | 'below',
): Promise<ResolvedCriterion> {
  const parameter = context.parameters.get(type, criterion.parameter);
  if (!parameter)
    throw new GatewayError('LENKE_SEARCH_PARAMETER', { parameter: criterion.parameter, type, hint: '' });
  const types = typesMeant(parameter, undefined, context.parameters.resources);
  const parents = types.flatMap((one) => parentParameter(context.parameters, one) ?? []);
  if (parents.length === 0) throw unsupportedModifier(parameter, direction, '');
  const keys = criterion.values.flatMap((value) =>
    referenceKeys(
      value,
      parents.map((one) => one.type),
    ),
  );
  if (keys.length === 0) throw badValue(parameter, 'expected id or Type/id');
  const step = direction === 'below' ? under(context, run, parents) : over(context, run, parents);
  return compileTargets(parameter, await grow(parameter, keys.map(hash64), step));
}
