// What is the store made of? The database and every room that keeps something in it.

import { createAuditLog } from './audit.ts';
import { createLiveParameters, type LiveParameters } from '../fhir/search/live.ts';
import { openDatabase, type DatabaseOptions } from './database.ts';
import { createDeliveryJournal } from './journal/deliveries.ts';
import { createEventJournal } from './journal/events.ts';
import { createFindingJournal } from './journal/findings.ts';
import { createMessageCache } from './messages.ts';
import { createOutbox } from './outbox.ts';
import { createPauseStore } from './pauses.ts';
import { createRecords } from './records/records.ts';
import { createParameterRoom } from './search-parameters/room.ts';
import { createTimerStore } from './timers.ts';
import type { Store, Tx } from './types.ts';

/** Opens the store on a database that `migrate` has brought up to date. Nothing is connected before the first use. */
export async function openStore(
  options: DatabaseOptions & { readonly parameters?: LiveParameters },
): Promise<Store> {
  const { pool, query, tx, rehearse, ping, close } = openDatabase(options);
  const parameters = options.parameters ?? createLiveParameters();
  const alone: Tx = {
    query,
    get last() {
      return alone;
    },
    afterCommit: (action) => action(),
  };
  return {
    pool,
    query,
    alone,
    tx,
    rehearse,
    ping,
    close,
    records: createRecords({ query, tx, parameters }),
    searchParameters: createParameterRoom({ query, tx, parameters }),
    events: createEventJournal(query),
    deliveries: createDeliveryJournal(query),
    findings: createFindingJournal(query),
    timers: createTimerStore(query),
    outbox: createOutbox(query),
    messages: createMessageCache(query),
    audit: createAuditLog(query),
    pauses: createPauseStore(query),
  };
}
