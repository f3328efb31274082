// What is due, and what was forgotten? Deadlines become findings; rows nobody woke are woken.

import type { OutboxJob } from '../store/types.ts';
import { openFinding } from './findings.ts';
import type { Ports } from './ports.ts';
import { settle } from './receipt.ts';
import { ringTimers } from './ring.ts';

/** Rows a tick takes at most; the rest comes with the next one. */
const BATCH = 500;
const HOUR_MS = 3_600_000;
/** Who remembers cases looks for changes with every question; a minute without one costs it a stamp for each. */
const CHANGES_KEPT_MS = 60_000;

/** One tick, to be called about every second by every process with the role; rows are locked, so several may tick. */
export function createTick(ports: Ports): () => Promise<void> {
  const last = { sweep: 0, changes: 0, prune: 0 };
  return async () => {
    const now = ports.clock.now();
    await ringTimers(now, BATCH, ports);
    if (now.getTime() - last.sweep >= Math.min(ports.sweepSeconds, 5) * 1000) {
      last.sweep = now.getTime();
      await missReceipts(now, ports);
      await sweep(now, ports);
    }
    if (now.getTime() - last.changes >= CHANGES_KEPT_MS) {
      last.changes = now.getTime();
      await ports.store.records.changes.forget(CHANGES_KEPT_MS);
    }
    if (now.getTime() - last.prune < HOUR_MS) return;
    last.prune = now.getTime();
    await ports.store.messages.prune(new Date(now.getTime() - ports.messageCacheDays * 24 * HOUR_MS));
  };
}

/** A receipt that was promised and did not come is for a person to ask about; the line waits until then. */
async function missReceipts(now: Date, ports: Ports): Promise<void> {
  for (const id of await ports.store.deliveries.overdue(now, BATCH)) {
    await ports.store.tx(async (tx) => {
      const delivery = await ports.store.deliveries.read(id);
      if (delivery?.state !== 'awaiting') return;
      await settle(tx, delivery, { state: 'overdue', reason: 'LENKE_RECEIPT_OVERDUE' }, ports);
      const about = { eventId: delivery.eventId, deliveryId: id };
      await openFinding(tx, ports, 'LENKE_RECEIPT_OVERDUE', { recipient: delivery.recipient }, about);
    });
  }
}

/** Wakes what the queue forgot. The job id carries the sweep's time, so that a stuck job of the same name cannot hide it. */
async function sweep(now: Date, ports: Ports): Promise<void> {
  const before = new Date(now.getTime() - ports.sweepSeconds * 1000);
  const [events, deliveries] = await Promise.all([
    ports.store.events.forgotten(before, BATCH),
    ports.store.deliveries.forgotten(now, before, BATCH),
  ]);
  const bucket = Math.floor(now.getTime() / (ports.sweepSeconds * 1000));
  const jobs: OutboxJob[] = [
    ...events.map((id): OutboxJob => ({ queue: 'process', id, jobId: `p-${id}-s${bucket}` })),
    ...deliveries.map((id): OutboxJob => ({ queue: 'deliver', id, jobId: `d-${id}-s${bucket}` })),
  ];
  if (jobs.length === 0) return;
  ports.observe.info(
    { events: events.length, deliveries: deliveries.length },
    'the sweep wakes what was forgotten',
  );
  await ports.store.tx(async (tx) => {
    await ports.store.outbox.put(tx, jobs);
    tx.afterCommit(() => ports.waker.poke());
  });
}
