// What did the receiver say? Step 11: the result of an attempt moves the delivery, its Task and the line behind it.

import type { Attempt, AttemptResult, DeliveryRecord, DeliveryState } from '../domain/delivery.ts';
import { type FailureCode, type Facts, isFailureCode } from '../domain/failure.ts';
import { contentId, type DeliveryId } from '../domain/identity.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Settlement } from '../store/journal/types.ts';
import type { Tx } from '../store/types.ts';
import { openFinding } from './findings.ts';
import { ownEvent } from './own-event.ts';
import type { Ports } from './ports.ts';

/** An attempt that was made. */
export interface MadeAttempt {
  readonly delivery: DeliveryRecord;
  readonly recipient: Recipient;
  readonly verdict: Verdict;
  readonly n: number;
  readonly startedAt: Date;
  readonly ms: number;
  readonly result: AttemptResult;
  readonly bytesHash: string;
}

/** Records what an attempt came to, in ONE transaction with everything that follows from it. */
export async function applyReceipt(made: MadeAttempt, ports: Ports): Promise<{ readonly again?: Date }> {
  const { delivery, recipient, result } = made;
  const settlement = settlementOf(made, ports.clock.now(), ports);
  const record = async (tx: Tx): Promise<void> => {
    await settle(tx, delivery, settlement, ports);
    await openFindings(tx, made, settlement, ports);
    if (settlement.state === 'retrying' && settlement.nextAt) {
      const jobId = `d-${delivery.id}-${made.n}`;
      await ports.store.outbox.put(tx, [
        { queue: 'deliver', id: delivery.id, jobId, notBefore: settlement.nextAt },
      ]);
      tx.afterCommit(() => ports.waker.poke());
    }
  };
  // Confirmed, and nothing follows but the line behind it, which the sweep would find too: no transaction of its own.
  await (isPlain(delivery, settlement, ports) ? record(ports.store.alone) : ports.store.tx(record));
  ports.observe.count('lenke_attempts_total', { recipient: recipient.id, result: result.result });
  ports.observe.time('lenke_step_seconds', made.ms / 1000, { step: 'send' });
  return {};
}

function isPlain(delivery: DeliveryRecord, { state }: Settlement, ports: Ports): boolean {
  return (
    state === 'confirmed' && delivery.task === undefined && metTimers(delivery, state, ports).length === 0
  );
}

/** Moves a delivery, and with it its Task, its deadlines, the line behind it and whoever asked for it. */
export async function settle(
  tx: Tx,
  delivery: DeliveryRecord,
  settlement: Settlement,
  ports: Ports,
): Promise<void> {
  const now = ports.clock.now();
  const [{ next }] = await Promise.all([
    ports.store.deliveries.settle(tx, delivery.id, settlement, now),
    moveTask(tx, delivery, settlement.state, now, ports),
    endTimers(tx, delivery, settlement.state, now, ports),
  ]);
  if (settlement.state === 'failed' || settlement.state === 'refused')
    await tellSender(tx, delivery, settlement, now, ports);
  await wakeNext(tx, next, ports);
}

/** What stands behind in the same line may go now. */
export async function wakeNext(tx: Tx, next: DeliveryId | undefined, ports: Ports): Promise<void> {
  if (!next) return;
  await ports.store.outbox.put(tx, [
    {
      queue: 'deliver',
      id: next,
      jobId: `d-${next}-n${contentId(String(ports.clock.now().getTime())).slice(0, 8)}`,
    },
  ]);
  tx.afterCommit(() => ports.waker.poke());
}

function settlementOf(made: MadeAttempt, now: Date, ports: Ports): Settlement {
  const { result, verdict } = made;
  const { effect, rule, basis } = verdict;
  const decided = { effect, rule, basis, attempt: attemptOf(made) };
  switch (result.result) {
    case 'confirmed':
      return { state: 'confirmed', ...decided };
    case 'awaiting':
      return { state: 'awaiting', ...decided, nextAt: new Date(now.getTime() + RECEIPT_WAIT_MS) };
    case 'refused':
      return { state: 'refused', ...decided, reason: result.code };
    case 'retry': {
      const advice = ports.retry.advise({
        code: codeOf(result.code),
        retryClass: made.recipient.retryClass,
        attempts: made.n,
        firstAttemptAt: made.delivery.firstAttemptAt ?? made.startedAt,
        now,
        ...(result.retryAfterMs !== undefined && { retryAfterMs: result.retryAfterMs }),
      });
      return advice.kind === 'retry'
        ? { state: 'retrying', ...decided, reason: result.code, nextAt: advice.at }
        : { state: 'failed', ...decided, reason: 'LENKE_NOT_DELIVERED' };
    }
  }
}

/** A receipt that was promised is missed after a day (anchors: MESH looks at least once in 24 h). */
const RECEIPT_WAIT_MS = 24 * 3_600_000;

function attemptOf({ delivery, n, startedAt, ms, result, bytesHash }: MadeAttempt): Attempt {
  return {
    deliveryId: delivery.id,
    n,
    startedAt,
    ms,
    result: result.result,
    bytesHash,
    ...('code' in result && { code: result.code }),
    ...(result.status !== undefined && { status: result.status }),
    ...('outcome' in result && result.outcome !== undefined && { outcome: result.outcome }),
  };
}

function codeOf(code: string): FailureCode {
  return isFailureCode(code) ? code : 'LENKE_RECIPIENT_ERROR';
}

/** Status of the fulfilment Task by where its delivery stands; what is not named leaves the Task alone. */
const TASK_STATUS: Partial<Record<DeliveryState, string>> = {
  confirmed: 'received',
  refused: 'rejected',
  failed: 'failed',
};
function statusAfter(state: DeliveryState, { action }: DeliveryRecord, ports: Ports): string | undefined {
  const asked = ports.pathway.actions.find(({ id }) => id === action)?.sends;
  return state === 'confirmed' && asked?.some(({ completes }) => completes) === true
    ? 'completed'
    : TASK_STATUS[state];
}

/** A Task the receiver has already answered is not set back by a late receipt. */
const OURS_TO_MOVE: ReadonlySet<string> = new Set(['draft', 'requested', 'failed', 'rejected']);

async function moveTask(
  tx: Tx,
  delivery: DeliveryRecord,
  state: DeliveryState,
  now: Date,
  ports: Ports,
): Promise<void> {
  const status = statusAfter(state, delivery, ports);
  if (!delivery.task || !status) return;
  const moved = (task: JsonObject): JsonObject | undefined =>
    OURS_TO_MOVE.has(String(task['status'])) && task['status'] !== status
      ? { ...task, status, lastModified: now.toISOString() }
      : undefined;
  await ports.store.records.amend(tx, delivery.task, moved, now);
}

function metTimers(delivery: DeliveryRecord, state: DeliveryState, ports: Ports): Ports['pathway']['timers'] {
  return ports.pathway.timers.filter((rule) => rule.for === delivery.action && rule.metOn?.includes(state));
}

async function endTimers(
  tx: Tx,
  delivery: DeliveryRecord,
  state: DeliveryState,
  now: Date,
  ports: Ports,
): Promise<void> {
  for (const { id } of metTimers(delivery, state, ports))
    await ports.store.timers.end(
      tx,
      { case: delivery.case, subject: delivery.subject, code: id },
      'met',
      now,
    );
}

async function openFindings(tx: Tx, made: MadeAttempt, settlement: Settlement, ports: Ports): Promise<void> {
  const about = { eventId: made.delivery.eventId, deliveryId: made.delivery.id };
  const recipient = made.recipient.id;
  if (settlement.state === 'failed') {
    const first = made.delivery.firstAttemptAt ?? made.startedAt;
    const hours = Math.round((ports.clock.now().getTime() - first.getTime()) / 3_600_000);
    await openFinding(tx, ports, 'LENKE_NOT_DELIVERED', { recipient, hours }, about);
  }
  if (settlement.state === 'refused') {
    await openFinding(tx, ports, 'LENKE_RECIPIENT_REFUSED', refusedFacts(made), about);
  }
}

function refusedFacts({ recipient, result }: MadeAttempt): Facts {
  return { recipient: recipient.id, status: result.status ?? 0 };
}

/** Never silence: whoever asked for it is told by an event of its own, which mappings/pathways answers (A-NOT-DELIVERED). */
async function tellSender(
  tx: Tx,
  delivery: DeliveryRecord,
  settlement: Settlement,
  now: Date,
  ports: Ports,
): Promise<void> {
  const [lead] = delivery.content.filter(({ essential }) => essential);
  if (!lead || delivery.action === 'A-NOT-DELIVERED') return;
  const triggers = [{ reference: lead.reference, version: lead.version }];
  const event = ownEvent(
    'E_NOT_DELIVERED',
    { case: delivery.case, subject: delivery.subject, triggers, at: now, correlation: delivery.id },
    [delivery.id, settlement.state, String(settlement.attempt?.n ?? 0)],
  );
  await ports.store.events.insert(tx, [event]);
  await ports.store.outbox.put(tx, [{ queue: 'process', id: event.id, jobId: `p-${event.id}` }]);
  tx.afterCommit(() => ports.waker.poke());
}
