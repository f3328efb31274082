// What does a queue need of a store? The real database and outbox, migrated, without the other rooms.

import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import type { OutboxJob, Store } from '../../src/store/types.ts';

export interface QueueStore extends Pick<Store, 'pool' | 'tx' | 'outbox' | 'close'> {
  /** Accepts jobs as the pipeline does: a transaction, committed. */
  put(jobs: readonly OutboxJob[]): Promise<void>;
}

/** Opens a store on an empty database. */
export async function openQueueStore(connectionString: string): Promise<QueueStore> {
  await migrate({ connectionString });
  const { pool, tx, query, close } = openDatabase({
    connectionString,
    poolSize: 6,
    applicationName: 'test-store',
  });
  const outbox = createOutbox(query);
  return { pool, tx, outbox, close, put: (jobs) => tx((inner) => outbox.put(inner, jobs)) };
}
