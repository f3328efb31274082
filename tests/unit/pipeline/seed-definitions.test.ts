// Our definitions are in the store as the layer says them: written once, left alone when nothing changed, gone with their layer.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '../../../src/domain/clock.ts';
import { createLiveParameters } from '../../../src/fhir/search/live.ts';
import { type OwnDefinition, seedDefinitions } from '../../../src/pipeline/planning/seed-definitions.ts';
import { openStore } from '../../../src/store/connect.ts';
import type { Store } from '../../../src/store/types.ts';
import { layerData } from '../../support/pathway-case.ts';
import { migratedDatabase } from '../../support/postgres.ts';

const CLOCK = fixedClock(new Date('2026-11-22T10:00:00Z'));
let store: Store;

beforeAll(async () => {
  const { connectionString } = await migratedDatabase();
  store = await openStore({ connectionString, parameters: createLiveParameters() });
});
afterAll(() => store.close());

/** Version of each definition that is there, by reference. */
async function versions(definitions: readonly OwnDefinition[]): Promise<readonly (number | undefined)[]> {
  return Promise.all(
    definitions.map(async ({ resourceType, id }) => {
      const stored = await store.records.read(resourceType, id);
      return stored?.deleted === false ? stored.version : undefined;
    }),
  );
}

test('seeding writes what is new or changed, removes what the layer no longer has, and leaves the rest and others alone', async () => {
  const { definitions } = layerData('no-krs');
  const foreign = {
    resourceType: 'PlanDefinition',
    id: 'foreign',
    url: 'http://example.org/p',
    status: 'active',
  };
  await store.tx((tx) =>
    store.records.execute(tx, [{ kind: 'update', resource: foreign, id: 'foreign' }], CLOCK.now()),
  );
  await seedDefinitions(definitions, store, CLOCK);
  expect(new Set(await versions(definitions))).toEqual(new Set([1]));
  await seedDefinitions(definitions, store, CLOCK);
  expect(new Set(await versions(definitions))).toEqual(new Set([1]));

  const [plan, first, ...rest] = definitions;
  if (!plan || !first) throw new TypeError('no definitions');
  await seedDefinitions([{ ...plan, title: 'Another title' }, ...rest], store, CLOCK);
  expect(await versions([plan, first])).toEqual([2, undefined]);
  expect(new Set(await versions(rest))).toEqual(new Set([1]));

  const other = layerData('no-lk').definitions;
  await seedDefinitions(other, store, CLOCK);
  expect(new Set(await versions(definitions))).toEqual(new Set([undefined]));
  expect(new Set(await versions(other))).toEqual(new Set([1]));
  expect(await versions([foreign])).toEqual([1]);
});
