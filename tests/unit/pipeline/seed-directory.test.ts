// The organisations we know are in the store as the directory says them: written once, left alone when nothing changed.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '../../../src/domain/clock.ts';
import { createLiveParameters } from '../../../src/fhir/search/live.ts';
import type { Directory } from '../../../src/network/directory.ts';
import { seedDirectory } from '../../../src/pipeline/planning/seed-directory.ts';
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

/** The version of each that is there, in the directory's order. */
async function versions({ resources }: Directory): Promise<readonly (number | undefined)[]> {
  return Promise.all(
    resources.map(async ({ resourceType, id }) => {
      const stored = await store.records.read(resourceType, id);
      return stored?.deleted === false ? stored.version : undefined;
    }),
  );
}

test('seeding writes what is new, changed or was deleted, and leaves the rest alone', async () => {
  const { directory } = layerData('no-krs');
  const [first, second, ...rest] = directory.resources;
  if (!first || !second) throw new TypeError('no directory');
  await seedDirectory(directory, store, CLOCK);
  await seedDirectory(directory, store, CLOCK);
  expect(new Set(await versions(directory))).toEqual(new Set([1]));

  const changed = { ...directory, resources: [{ ...first, name: 'Another name' }, second, ...rest] };
  await seedDirectory(changed, store, CLOCK);
  expect(await versions(directory)).toEqual([2, ...[second, ...rest].map(() => 1)]);

  const { resourceType: type, id } = second;
  await store.tx(async (tx) => {
    await store.records.execute(tx, [{ kind: 'delete', type, id }], CLOCK.now());
  });
  await seedDirectory(changed, store, CLOCK);
  expect(await versions(directory)).toEqual([2, 3, ...rest.map(() => 1)]);
});
