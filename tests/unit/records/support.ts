// What does a test of records need? A migrated database and a store of its own.

import type { JsonObject } from '../../../src/domain/json.ts';
import { openStore } from '../../../src/store/connect.ts';
import { createRecords, type RecordsOptions } from '../../../src/store/records/records.ts';
import type { Interaction, InteractionResult, SearchPage } from '../../../src/store/records/types.ts';
import type { Store } from '../../../src/store/types.ts';
import { migratedDatabase } from '../../support/postgres.ts';
import { createSearchParameters } from '../../../src/fhir/search/parameters.ts';
import { parseSearch } from '../../../src/fhir/search/parse.ts';
import type { SearchQuery } from '../../../src/fhir/search/query.ts';

export interface TestStore extends Store {
  /** One interaction, or several in one transaction. */
  run(...interactions: Interaction[]): Promise<readonly InteractionResult[]>;
  create(resource: JsonObject, id?: string): Promise<string>;
  drop(): Promise<void>;
}

export const NOW = new Date('2026-11-22T12:00:00.000Z');
const parameters = createSearchParameters();

/** `Patient?gender=female` as a query. */
export function search(text: string): SearchQuery {
  const [type = '', params = ''] = text.split('?');
  return parseSearch(type, new URLSearchParams(params), { parameters, handling: 'strict', now: NOW }).query;
}

/** A store on an empty database; `drop` closes and removes it. */
export async function testStore(options: Partial<RecordsOptions> = {}): Promise<TestStore> {
  const database = await migratedDatabase();
  const store = await openStore({ connectionString: database.connectionString, poolSize: 16 });
  const records = createRecords({ query: store.query, tx: store.tx, ...options });
  const run = (...interactions: Interaction[]): Promise<readonly InteractionResult[]> =>
    store.tx((tx) => records.execute(tx, interactions, NOW));
  return {
    ...store,
    records,
    run,
    create: async (resource, id) => {
      const [result] = await run({ kind: 'create', resource, ...(id !== undefined && { id }) });
      return result?.stored?.id ?? '';
    },
    drop: async () => {
      await store.close();
      await database.drop();
    },
  };
}

/** Ids of all matches, page after page; `between` happens after each. */
export async function everyPage(
  store: TestStore,
  text: string,
  between?: () => Promise<unknown>,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page: SearchPage = await store.records.search({
      ...search(text),
      ...(cursor !== undefined && { cursor }),
    });
    ids.push(...page.matches.filter(({ mode }) => mode === 'match').map(({ stored }) => stored.id));
    cursor = page.next;
    await between?.();
  } while (cursor !== undefined);
  return ids;
}
