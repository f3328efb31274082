// What became of an event? Asks the gateway until every delivery has come to its end.

import { setTimeout as sleep } from 'node:timers/promises';
import { ENDED, type DeliveryState } from '../domain/delivery.ts';
import type { Client } from './client.ts';

/** A delivery as /ops/v1 shows it. */
export interface ShownDelivery {
  readonly id: string;
  readonly action: string;
  readonly recipient: string;
  readonly role: string;
  readonly state: DeliveryState;
  readonly effect: string;
  readonly rule: string;
  readonly basis: string;
  readonly reason?: string;
  readonly attempts: number;
  readonly nextAt?: string;
  readonly content: readonly { readonly reference: string; readonly version: number }[];
}

/** An event as /ops/v1 shows it, with what followed from it. */
export interface ShownEvent {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  /** Why nothing followed, when nothing did. */
  readonly nothing?: string;
  readonly at: string;
  readonly subject: string;
  readonly case: string;
  readonly trail: readonly {
    readonly step: string;
    readonly ms: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly note?: string;
  }[];
  readonly deliveries: readonly ShownDelivery[];
  readonly timers: readonly {
    readonly code: string;
    readonly action: string;
    readonly due?: string;
    readonly state: string;
    readonly late: boolean;
  }[];
  readonly findings: readonly { readonly code: string; readonly text: string }[];
}

/** States in which nothing more happens by itself; `planned` waits for a person. */
function atRest({ state }: ShownDelivery): boolean {
  return ENDED.has(state) || state === 'planned';
}

/** True when the event is planned and every delivery has come to its end. */
export function isSettled(event: ShownEvent): boolean {
  return event.status !== 'accepted' && event.deliveries.every(atRest);
}

/** Follows an event; `seen` is called with every state that is new. Resolves when it is settled or the time is out. */
export async function follow(
  client: Client,
  id: string,
  withinMs: number,
  seen: (event: ShownEvent) => void,
): Promise<ShownEvent> {
  const deadline = Date.now() + withinMs;
  for (let last = ''; ; ) {
    const event = await client.ops<ShownEvent>(`/events/${id}`);
    const now = JSON.stringify([
      event.status,
      event.deliveries.map(({ recipient, state, attempts }) => [recipient, state, attempts]),
    ]);
    if (now !== last) seen(event);
    last = now;
    if (isSettled(event) || Date.now() > deadline) return event;
    await sleep(100);
  }
}
