// May I have the journal and its neighbours? A migrated database of its own, without the records.

import { createAuditLog } from '../../src/store/audit.ts';
import { openDatabase, type Database } from '../../src/store/database.ts';
import { createDeliveryJournal } from '../../src/store/journal/deliveries.ts';
import { createEventJournal } from '../../src/store/journal/events.ts';
import { createFindingJournal } from '../../src/store/journal/findings.ts';
import { createMessageCache } from '../../src/store/messages.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { createPauseStore } from '../../src/store/pauses.ts';
import { createTimerStore } from '../../src/store/timers.ts';
import type { Store } from '../../src/store/types.ts';
import { migratedDatabase } from './postgres.ts';

/** The store without records. */
export type Rooms = Omit<Store, 'records' | 'searchParameters' | 'alone'>;

/** Opens the rooms on a fresh database; `close` drops it. */
export async function testRooms(poolSize = 8): Promise<Rooms> {
  const database = await migratedDatabase();
  const opened = openDatabase({ connectionString: database.connectionString, poolSize });
  return { ...roomsOf(opened), close: () => opened.close().then(() => database.drop()) };
}

function roomsOf(database: Database): Rooms {
  return {
    ...database,
    events: createEventJournal(database.query),
    deliveries: createDeliveryJournal(database.query),
    findings: createFindingJournal(database.query),
    timers: createTimerStore(database.query),
    outbox: createOutbox(database.query),
    messages: createMessageCache(database.query),
    audit: createAuditLog(database.query),
    pauses: createPauseStore(database.query),
  };
}
