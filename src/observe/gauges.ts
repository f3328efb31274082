// How does it stand right now? Numbers read from the journal when somebody looks at /metrics.

import type { DeliveryState } from '../domain/delivery.ts';
import type { Metrics } from './metrics.ts';

/** Where the numbers come from. */
export interface GaugeSources {
  counts(): Promise<readonly { recipient: string; state: DeliveryState; count: number; oldest: Date }[]>;
  outboxDepth(): Promise<number>;
  breakers(): readonly { recipient: string; state: 'closed' | 'open' | 'half-open' }[];
  now(): Date;
}

/** States of deliveries that wait for something. */
const WAITING: ReadonlySet<DeliveryState> = new Set(['queued', 'sending', 'retrying', 'awaiting', 'overdue']);

/** Registers the gauges. A database that does not answer leaves its gauges out instead of failing the page. */
export function registerGauges(metrics: Metrics, sources: GaugeSources): void {
  const counts = () => sources.counts().catch(() => []);
  metrics.gauge('lenke_waiting_deliveries', async () =>
    (await counts())
      .filter(({ state }) => WAITING.has(state))
      .map(({ recipient, state, count }) => ({ value: count, labels: { recipient, state } })),
  );
  metrics.gauge('lenke_oldest_waiting_seconds', async () =>
    (await counts())
      .filter(({ state }) => WAITING.has(state))
      .map(({ recipient, state, oldest }) => ({
        value: (sources.now().getTime() - oldest.getTime()) / 1000,
        labels: { recipient, state },
      })),
  );
  metrics.gauge('lenke_outbox_depth', async () => {
    const depth = await sources.outboxDepth().catch(() => undefined);
    return depth === undefined ? [] : [{ value: depth, labels: {} }];
  });
  metrics.gauge('lenke_breaker_open', async () =>
    sources
      .breakers()
      .map(({ recipient, state }) => ({ value: state === 'open' ? 1 : 0, labels: { recipient } })),
  );
}
