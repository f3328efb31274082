// Which SearchParameter resources are new or changed, and what becomes of each?

import { createSearchParameters, type OwnParameter } from '../../fhir/search/parameters.ts';
import { readDefinition } from '../../fhir/search/read-definition.ts';
import { parseContent } from '../records/content.ts';
import type { Tx } from '../tx.ts';
import type { Store } from '../types.ts';
import { parameterOf, type ParameterRow } from './types.ts';

interface Changed {
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly content: string;
}

const CHANGED = `select r.id, r.version, r.deleted, r.content from records r where r.type = $1
  and not exists (select from search_parameters p where p.id = r.id and p.version >= r.version) order by r.res limit 20`;

/** Rows that are written or searched by. */
export async function currentRows(query: Store['query']): Promise<readonly ParameterRow[]> {
  return query<ParameterRow>(
    `select id, generation, state, definition, at from search_parameters
     where state in ('indexing', 'ready') order by id, generation`,
    [],
    'search-parameters-current',
  );
}

async function insert(
  tx: Tx,
  changed: Changed,
  state: string,
  facts: Record<string, unknown>,
): Promise<void> {
  const { id, version } = changed;
  const { url, code, definition, reason } = facts;
  await tx.query(
    `insert into search_parameters (id, generation, version, state, url, code, definition, reason)
     values ($1, $2, $2, $3, $4, $5, $6, $7) on conflict (id, generation) do nothing`,
    [id, version, state, url ?? null, code ?? null, definition ?? null, reason ?? null],
  );
}

/** The generations before: their rows are taken out of the index. */
async function retire(tx: Tx, { id, version }: Changed): Promise<void> {
  await tx.query(
    `update search_parameters set state = case when state in ('indexing', 'ready') then 'removing' else 'gone' end, at = 0, done = 0, since = now()
     where id = $1 and generation < $2 and state in ('indexing', 'ready', 'refused')`,
    [id, version],
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function adoptOne(
  tx: Tx,
  changed: Changed,
  own: readonly OwnParameter[],
  rows: readonly ParameterRow[],
): Promise<void> {
  if (changed.deleted) {
    await retire(tx, changed);
    return insert(tx, changed, 'gone', {});
  }
  const resource = parseContent(changed.content);
  const others = rows.filter(({ id }) => id !== changed.id).map(parameterOf);
  const read = readDefinition(resource, createSearchParameters([...own, ...others]));
  const facts = { url: text(resource['url']), code: text(resource['code']) };
  if (read.kind === 'refused') {
    await retire(tx, changed);
    return insert(tx, changed, 'refused', { ...facts, reason: read.reason });
  }
  const definition = JSON.stringify(read.parameter);
  const same = rows.find((row) => row.id === changed.id && row.definition === definition);
  if (same) {
    // Only its words changed: the index stays.
    await tx.query('update search_parameters set version = $2 where id = $1 and generation = $3', [
      changed.id,
      changed.version,
      same.generation,
    ]);
    return undefined;
  }
  await retire(tx, changed);
  return insert(tx, changed, 'indexing', { ...facts, definition });
}

/** Looks at what is new or changed; true when there was something. Two processes that do it at once do it one by one. */
export async function adopt(
  store: Pick<Store, 'query' | 'tx'>,
  type: number,
  own: readonly OwnParameter[],
): Promise<boolean> {
  const seen = await store.query<Changed>(CHANGED, [type], 'search-parameters-changed');
  if (seen.length === 0) return false;
  await store.tx(async (tx) => {
    await tx.query('lock table search_parameters in share row exclusive mode');
    for (const changed of await tx.query<Changed>(CHANGED, [type]))
      await adoptOne(tx, changed, own, await currentRows(tx.query));
  });
  return true;
}
