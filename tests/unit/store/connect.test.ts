// Is the store whole? Every room is there and works on the database that the migrations made.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openStore } from '../../../src/store/connect.ts';
import { migrate } from '../../../src/store/migrate.ts';
import type { Store } from '../../../src/store/types.ts';
import { NOON, sampleDelivery, sampleEvent } from '../../support/journal-samples.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';

describe('the store', () => {
  let place: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    place = await testDatabase();
    await migrate(place);
    store = await openStore(place);
  });

  afterAll(async () => {
    await store.close();
    await place.drop();
  });

  const write = (fail: boolean) =>
    store.tx(async (tx) => {
      await store.records.createIfAbsent(
        tx,
        [{ resourceType: 'Task', id: 'one', status: 'requested', intent: 'order' }],
        NOON,
      );
      await store.events.insert(tx, [sampleEvent('one')]);
      await store.deliveries.plan(tx, [sampleDelivery('one', 'lane')]);
      await store.outbox.put(tx, [{ queue: 'deliver', id: sampleDelivery('one', 'lane').id, jobId: 'j' }]);
      if (fail) throw new Error('late refusal');
    });
  const held = async () => [
    await store.records.read('Task', 'one'),
    await store.events.read(sampleEvent('one').id),
    await store.deliveries.read(sampleDelivery('one', 'lane').id),
    await store.outbox.depth(),
  ];

  test('records, event, delivery and outbox are written in one transaction, or not at all', async () => {
    await expect(write(true)).rejects.toThrow('late refusal');
    expect(await held()).toEqual([undefined, undefined, undefined, 0]);
    await write(false);
    expect(await held()).toMatchObject([
      { type: 'Task', version: 1 },
      { status: 'accepted' },
      { state: 'queued' },
      1,
    ]);
  });

  test('ping says yes', async () => {
    expect(await store.ping(1_000)).toBe(true);
  });
});
