// Send it again by hand? Previewed, reasoned, bounded, audited; it goes through decide again like any attempt.

import { DELIVERY_STATES, ENDED, type DeliveryRecord } from '../../domain/delivery.ts';
import { GatewayError } from '../../domain/failure.ts';
import { contentId, parseDeliveryId, parseEventId } from '../../domain/identity.ts';
import type { DeliveryFilter } from '../../store/journal/types.ts';
import type { Ports } from '../ports.ts';
import type { ResendReport, ResendRequest } from '../submission.ts';

/** Puts ended deliveries back in their lines. A dry run changes nothing and says what would happen. */
export async function resend(request: ResendRequest, ports: Ports): Promise<ResendReport> {
  if (request.reason.trim() === '') throw new GatewayError('LENKE_RESEND_REASON');
  const { chosen, left } = await choose(request, ports);
  const now = ports.clock.now();
  const report: ResendReport = {
    id: `rsn-${contentId(request.reason, request.by, ...chosen.map(({ id }) => id))}`,
    dryRun: request.dryRun,
    count: chosen.length,
    oldestHours:
      Math.round(
        Math.max(0, ...chosen.map(({ plannedAt }) => now.getTime() - plannedAt.getTime())) / 360_000,
      ) / 10,
    recipients: countBy(chosen),
    deliveries: chosen.map(({ id }) => id),
    left,
  };
  if (request.dryRun || chosen.length === 0) return report;
  await ports.store.tx(async (tx) => {
    for (const { id } of chosen) await ports.store.deliveries.requeue(tx, id, now);
    await ports.store.outbox.put(
      tx,
      chosen.map(({ id }) => ({ queue: 'deliver', id, jobId: `d-${id}-r${now.getTime()}` })),
    );
    await ports.store.audit.write(
      tx,
      chosen.map(({ id, recipient, subject }) => ({
        at: now,
        action: 'resend',
        caller: request.by,
        recipient,
        subject,
        deliveryId: id,
        detail: request.reason.slice(0, 200),
      })),
    );
    tx.afterCommit(() => ports.waker.poke());
  });
  return report;
}

async function choose(
  request: ResendRequest,
  ports: Ports,
): Promise<{ chosen: readonly DeliveryRecord[]; left: ResendReport['left'] }> {
  const found = request.ids ? await byIds(request.ids, ports) : await byFilter(request, ports);
  const endable = found.filter(
    (one): one is { id: string; delivery: DeliveryRecord } => one.delivery !== undefined,
  );
  const ended = endable.filter(({ delivery }) => mayResend(delivery) && !delivery.evaluateOnly);
  const chosen = ended.slice(0, request.limit).map(({ delivery }) => delivery);
  const taken = new Set<string>(chosen.map(({ id }) => id));
  const left = found
    .filter(({ id }) => !taken.has(id))
    .map(({ id, delivery }) => ({ id, why: whyNot(delivery) }));
  return { chosen, left };
}

/** What has ended, or waits for a receipt that did not come. */
function mayResend({ state }: DeliveryRecord): boolean {
  return ENDED.has(state) || state === 'overdue';
}

function whyNot(delivery: DeliveryRecord | undefined): string {
  if (!delivery) return 'unknown';
  if (delivery.evaluateOnly) return 'never sent by itself';
  return mayResend(delivery) ? 'over the limit' : `still ${delivery.state}`;
}

async function byIds(
  ids: readonly string[],
  ports: Ports,
): Promise<readonly { id: string; delivery?: DeliveryRecord }[]> {
  return Promise.all(
    ids.map(async (id) => {
      const known = parseDeliveryId(id);
      const delivery = known && (await ports.store.deliveries.read(known));
      return { id, ...(delivery && { delivery }) };
    }),
  );
}

async function byFilter(
  request: ResendRequest,
  ports: Ports,
): Promise<readonly { id: string; delivery: DeliveryRecord }[]> {
  const { state, recipient, eventId, since } = request.filter ?? {};
  const event = eventId === undefined ? undefined : parseEventId(eventId);
  const filter: DeliveryFilter = {
    state: DELIVERY_STATES.find((known) => known === state) ?? 'failed',
    ...(recipient !== undefined && { recipient }),
    ...(event && { eventId: event }),
    ...(since && { since }),
  };
  const { items } = await ports.store.deliveries.list(filter, { limit: request.limit });
  return items.map((delivery) => ({ id: delivery.id, delivery }));
}

function countBy(deliveries: readonly DeliveryRecord[]): ResendReport['recipients'] {
  const counts = new Map<string, number>();
  for (const { recipient } of deliveries) counts.set(recipient, (counts.get(recipient) ?? 0) + 1);
  return [...counts].map(([recipient, count]) => ({ recipient, count }));
}
