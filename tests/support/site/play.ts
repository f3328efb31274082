// How does a test let something happen at a site, and wait for what comes of it?

import { setTimeout as sleep } from 'node:timers/promises';
import { follow, type ShownDelivery, type ShownEvent } from '../../../src/cli/follow.ts';
import { birth, motherCase, type BirthOptions } from '../../../src/sandbox/people.ts';
import { childOf, momentOf } from '../chaos/load.ts';
import type { Held } from './receivers.ts';
import type { Site } from './site.ts';

const WITHIN_MS = 45_000;
const MOMENT = momentOf(new Date());

/** Asks until the answer is something; fails with `what` when the time is out. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  withinMs = WITHIN_MS,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
  }
  throw new Error(`in ${withinMs} ms it did not happen that ${what}`);
}

/** Opens the case of mother `n`. */
export async function openCase(site: Site, n: number): Promise<void> {
  await site.client.submit('', motherCase({ n, ga0: MOMENT.ga0 }));
}

/** Sends the birth of mother `n`; the id of its event. */
export async function sendBirth(site: Site, n: number, options: BirthOptions = {}): Promise<string> {
  const { events } = await site.client.submit('', birth({ n, ...MOMENT, ...options }));
  const [event] = events;
  if (event === undefined) throw new Error('the birth is no event');
  return event;
}

/** The event when nothing more happens by itself. */
export function settled(site: Site, event: string): Promise<ShownEvent> {
  return follow(site.client, event, WITHIN_MS, () => undefined);
}

/** The delivery of an event to a recipient. */
export async function deliveryTo(
  site: Site,
  event: string,
  recipient: string,
): Promise<ShownDelivery | undefined> {
  const { deliveries } = await site.client.ops<ShownEvent>(`/events/${event}`);
  return deliveries.find((delivery) => delivery.recipient === recipient);
}

/** Waits until the delivery is in a state. */
export function deliveryIn(
  site: Site,
  event: string,
  recipient: string,
  state: string,
): Promise<ShownDelivery> {
  return until(`the delivery to ${recipient} is ${state}`, async () => {
    const delivery = await deliveryTo(site, event, recipient);
    return delivery?.state === state && delivery;
  });
}

/** The children of mother `n` a receiver holds: none when it knows nothing of the birth. */
export async function childrenAt(site: Site, system: string, n: number): Promise<readonly Held[]> {
  const number = childOf(n, MOMENT.at);
  const patients = await site.receivers.held(system, 'Patient');
  return patients.filter(({ identifier }) => identifier?.some(({ value }) => value === number));
}

/** What a receiver holds about the child of mother `n`. */
export async function aboutChild(
  site: Site,
  system: string,
  type: string,
  n: number,
): Promise<readonly Held[]> {
  const children = new Set((await childrenAt(site, system, n)).map(({ id }) => `Patient/${id}`));
  return (await site.receivers.held(system, type)).filter(({ subject }) =>
    children.has(subject?.reference ?? ''),
  );
}

/** Resources an event made, of a type. */
export async function made(
  site: Site,
  event: string,
  type: string,
): Promise<readonly Record<string, unknown>[]> {
  const { trail } = await site.client.ops<ShownEvent>(`/events/${event}`);
  const references = trail.find(({ step }) => step === 'draft')?.note?.split(' ') ?? [];
  const wanted = references.filter((reference) => reference.startsWith(`${type}/`));
  return Promise.all(wanted.map((reference) => site.client.read<Record<string, unknown>>(`/${reference}`)));
}
