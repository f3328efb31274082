// What does the index still lack of a parameter that was added, or hold of one that is gone? A batch of resources at a time.

import type { IndexEntries } from '../../fhir/search/entries.ts';
import { indexResource } from '../../fhir/search/index-resource.ts';
import {
  createSearchParameters,
  type OwnParameter,
  type SearchParameters,
} from '../../fhir/search/parameters.ts';
import { parseContent } from '../records/content.ts';
import type { TypeNumbers } from '../records/type-numbers.ts';
import { type IndexRows, NO_ROWS } from '../records/write/index-columns.ts';
import { replaceRows } from '../records/write/write.ts';
import type { Tx } from '../tx.ts';
import type { Store } from '../types.ts';
import { parameterOf, type ParameterRow } from './types.ts';

/** Small enough that a writer of one of them waits for some milliseconds only. */
const BATCH = 200;

interface Resource {
  readonly res: string;
  readonly type: number;
  readonly content: string;
}

/** One that nobody else works at, and that every process has had time to hear of. */
const NEXT = `select id, generation, state, definition, at from search_parameters
  where state in ('indexing', 'removing') and since < now() - make_interval(secs => $1)
  order by since limit 1 for update skip locked`;

/** Nobody has counted the rows of a new parameter: the planner would read all of them for each batch (0.4 s instead of 10 ms). */
const BY_INDEX = `select set_config(name, 'off', true)
  from unnest(array['enable_hashjoin', 'enable_mergejoin', 'enable_seqscan']) as s (name)`;

function typesOf(parameter: OwnParameter, all: readonly string[]): readonly string[] {
  return parameter.base.some((base) => base.endsWith('Resource')) ? all : parameter.base;
}

/** Rows of this one parameter. */
function rowsOf(parameters: SearchParameters, code: string, type: string, content: string): IndexRows {
  const found = parameters.get(type, code);
  if (!found?.key.includes('@')) return NO_ROWS;
  const { eq, ref, str, ord }: IndexEntries = indexResource(parseContent(content), [found]);
  return { eq, ref, str, ord };
}

async function indexSome(tx: Tx, row: ParameterRow, types: TypeNumbers): Promise<void> {
  const parameter = parameterOf({ ...row, state: 'ready' });
  const parameters = createSearchParameters([parameter]);
  const numbers = typesOf(parameter, parameters.resources).map((type) => types.number(type));
  const resources = await tx.query<Resource>(
    `select res, type, content from records where res > $1 and type = any ($2::int2[]) and not deleted
     order by res limit ${BATCH} for update`,
    [row.at, numbers],
  );
  const rows = resources.map(({ res, type, content }) => ({
    res: Number(res),
    rows: rowsOf(parameters, parameter.code, types.name(type), content),
  }));
  await tx.query(BY_INDEX);
  await replaceRows(tx, rows, row.state === 'indexing');
  const last = resources.at(-1);
  const after = row.state === 'indexing' ? 'ready' : 'gone';
  const state = resources.length < BATCH ? after : row.state;
  await tx.query(
    `update search_parameters set state = $3, at = $4, done = done + $5 where id = $1 and generation = $2`,
    [row.id, row.generation, state, last?.res ?? row.at, resources.length],
  );
}

/** Indexes a batch of the oldest parameter that waits for it; false when none does. `graceSeconds`: see {@link NEXT}. */
export async function indexBatch(
  store: Pick<Store, 'tx'>,
  types: TypeNumbers,
  graceSeconds: number,
): Promise<boolean> {
  return store.tx(async (tx) => {
    const [row] = await tx.query<ParameterRow>(NEXT, [graceSeconds]);
    if (!row) return false;
    await indexSome(tx, row, types);
    return true;
  });
}
