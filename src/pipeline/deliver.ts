// Does this delivery leave, now? Step 10: claim, decide again, narrow, write, send — every attempt anew.

import type { DeliveryRecord } from '../domain/delivery.ts';
import { type DeliveryId, type EventId, parseDeliveryId, parseEventId } from '../domain/identity.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { PermittedDelivery, Verdict } from '../domain/verdict.ts';
import { narrow } from '../disclosure/narrow.ts';
import type { Outgoing } from '../exchange/contract.ts';
import { auditDecision } from './sending/audit-decision.ts';
import { openFinding } from './findings.ts';
import { stopAfterFailure } from './consent/consent-change.ts';
import { decideAndRead, refuse } from './sending/decide-now.ts';
import { createGate, type Shut } from './sending/gate.ts';
import { hideOutside } from './sending/hide-outside.ts';
import { createHolds, type Holds } from './sending/hold.ts';
import type { LegalView } from './sending/legal-view.ts';
import { narrowContent } from './sending/narrow-content.ts';
import type { Resource } from '../pathway/case/case-view.ts';
import type { Ports } from './ports.ts';
import { applyReceipt, wakeNext } from './receipt.ts';
import { tellWithheld } from './sending/withheld.ts';

/** What came of being woken: `again` when it was too early. */
interface Woken {
  readonly again?: Date;
}

/**
 * One attempt at most of the delivery, or of each delivery of the event, that is named. Whatever it comes to is recorded
 * before this resolves; `again` when it was too early for one of them.
 */
export async function deliver(id: string, ports: Ports): Promise<Woken> {
  const event = parseEventId(id);
  if (event) return deliverAll(event, ports);
  const wanted = parseDeliveryId(id);
  return wanted ? deliverOne(wanted, createHolds(ports), ports) : {};
}

/** What could not be taken with the others is asked for by itself: why it waits, and for whom, is its own. */
async function deliverAll(event: EventId, ports: Ports): Promise<Woken> {
  const { store, clock, leaseMs } = ports;
  const holds = createHolds(ports);
  const { claimed, left } = await store.deliveries.claimOf(store.alone, event, clock.now(), leaseMs);
  const ended = await Promise.allSettled([
    ...claimed.map(({ delivery, attempt: n }) => attempt(delivery, n, holds, ports)),
    ...left.map((id) => deliverOne(id, holds, ports)),
  ]);
  // Each is recorded by then; one that broke is looked at again with the others when the worker's own retry comes.
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken) throw broken.reason;
  const times = ended.flatMap((one) =>
    one.status === 'fulfilled' && one.value.again ? [one.value.again] : [],
  );
  const [again] = times.toSorted((one, other) => one.getTime() - other.getTime());
  return again ? { again } : {};
}

async function deliverOne(id: DeliveryId, holds: Holds, ports: Ports): Promise<Woken> {
  const { store, clock, leaseMs } = ports;
  const claim = await store.deliveries.claim(store.alone, id, clock.now(), leaseMs);
  switch (claim.kind) {
    case 'claimed':
      return attempt(claim.delivery, claim.attempt, holds, ports);
    case 'not-due':
      return { again: claim.at };
    case 'behind':
    case 'paused':
    case 'ended':
    case 'unknown':
      return {};
  }
}

async function attempt(delivery: DeliveryRecord, n: number, holds: Holds, ports: Ports): Promise<Woken> {
  const recipient = ports.directory.byId(delivery.recipient);
  if (!recipient?.endpoint) return unreachable(delivery.id, delivery.recipient, ports);
  const closed = ports.breakers.openUntil(recipient.id, ports.clock.now());
  if (closed) {
    await ports.store.tx((tx) => ports.store.deliveries.release(tx, delivery.id, closed));
    return { again: closed };
  }
  try {
    return await decideAndSend(delivery, n, recipient, holds, ports);
  } catch (error) {
    // Our own fault, before anything was sent or after it was recorded: the lease runs out and it is tried again.
    ports.breakers.record(recipient.id, true, ports.clock.now());
    throw error;
  }
}

async function decideAndSend(
  delivery: DeliveryRecord,
  n: number,
  recipient: Recipient,
  holds: Holds,
  ports: Ports,
): Promise<Woken> {
  const started = ports.clock.now();
  const decided = await decideAndRead(delivery, recipient, ports);
  const { verdict, legal, carried } = decided;
  if (verdict.effect === 'deny') return withhold(delivery, verdict, recipient, ports);
  const going = narrow(verdict.delivery).map(({ reference }) => carried(reference));
  const outside = await hideOutside(delivery, going, recipient, legal, ports);
  const outgoing = write(verdict.delivery, going, outside.hidden, recipient, legal, ports);
  if (typeof outgoing === 'string') {
    return withhold(delivery, refuse(verdict, `narrowed-invalid:${outgoing}`), recipient, ports, outgoing);
  }
  const gate = createGate(
    delivery,
    recipient,
    { ...decided, namesOutside: outside.isNamed },
    holds(delivery),
    ports,
  );
  const result = await senderOf(recipient, ports).send(
    verdict.delivery,
    outgoing,
    recipient,
    ports.stopping,
    gate.open,
  );
  await gate.closed();
  const shut = gate.shut();
  if (shut) return keepBack(delivery, shut, recipient, ports);
  ports.breakers.record(recipient.id, result.result !== 'retry', ports.clock.now());
  const ms = ports.clock.now().getTime() - started.getTime();
  const again = await applyReceipt(
    { delivery, recipient, verdict, n, startedAt: started, ms, result, bytesHash: outgoing.hash },
    ports,
  );
  if (result.result === 'retry') await stopAfterFailure(delivery, recipient, ports);
  return again;
}

/** Nothing left: the law says no now, or says less and it is written anew, or the store could not say. */
async function keepBack(
  delivery: DeliveryRecord,
  shut: Shut,
  recipient: Recipient,
  ports: Ports,
): Promise<Woken> {
  if (shut.why === 'unknown') throw shut.error;
  if (shut.why === 'denied') return withhold(delivery, shut.verdict, recipient, ports);
  const again = ports.clock.now();
  ports.breakers.record(recipient.id, true, again);
  await ports.store.tx((tx) => ports.store.deliveries.release(tx, delivery.id, again));
  return { again };
}

function senderOf(recipient: Recipient, ports: Ports): Ports['senders']['fhir-message'] {
  return ports.senders[recipient.endpoint?.format ?? 'fhir-transaction'];
}

/** What leaves; the type of the resource when what is left of it after narrowing is not valid. */
function write(
  permitted: PermittedDelivery,
  resources: readonly Resource[],
  hidden: ReadonlySet<string>,
  recipient: Recipient,
  legal: LegalView,
  ports: Ports,
): Outgoing | string {
  const narrowed = narrowContent(permitted, resources, legal, ports, hidden);
  if (narrowed.kind === 'invalid') return narrowed.type;
  return senderOf(recipient, ports).write(permitted, narrowed.resources, recipient, ports.from());
}

/** Nothing goes. `invalid` is the type of resource that could not be narrowed to something valid. */
async function withhold(
  delivery: DeliveryRecord,
  verdict: Verdict & { effect: 'deny' },
  recipient: Recipient,
  ports: Ports,
  invalid?: string,
): Promise<Woken> {
  const now = ports.clock.now();
  ports.breakers.record(recipient.id, true, now);
  const { rule, basis, reason } = verdict;
  await ports.store.tx(async (tx) => {
    const settled = await ports.store.deliveries.settle(
      tx,
      delivery.id,
      { state: 'withheld', effect: 'deny', rule, basis, reason },
      now,
    );
    await ports.store.audit.write(tx, [auditDecision('lenke', delivery, verdict, now)]);
    await tellWithheld(tx, delivery, verdict, ports);
    if (invalid !== undefined) {
      const facts = { recipient: recipient.id, type: invalid };
      await openFinding(tx, ports, 'LENKE_NARROWED_INVALID', facts, { deliveryId: delivery.id });
    }
    await wakeNext(tx, settled.next, ports);
  });
  ports.observe.count('lenke_withheld_total', { rule });
  return {};
}

/** The directory changed since it was planned: nobody to send to any more is for a person to mend. */
async function unreachable(id: DeliveryId, recipient: string, ports: Ports): Promise<Woken> {
  await ports.store.tx(async (tx) => {
    const settled = await ports.store.deliveries.settle(
      tx,
      id,
      { state: 'failed', reason: 'LENKE_NO_ENDPOINT' },
      ports.clock.now(),
    );
    await openFinding(tx, ports, 'LENKE_NO_ENDPOINT', { recipient }, { deliveryId: id });
    await wakeNext(tx, settled.next, ports);
  });
  return {};
}
