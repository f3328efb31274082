// What happened? Events, deliveries, findings, timers and counts of /ops/v1.

import type { DeliveryState } from '../../domain/delivery.ts';
import type { EventStatus } from '../../domain/event.ts';
import { GatewayError } from '../../domain/failure.ts';
import { parseDeliveryId, parseEventId, parseRef, type EventId } from '../../domain/identity.ts';
import type { TimerState } from '../../domain/timer.ts';
import type { Page, Paged } from '../../store/types.ts';
import type { ApiParts } from '../parts.ts';
import { route, type OpsInput, type OpsRoute } from './route.ts';
import { EVENT_ID, RECIPIENT_ID, REFERENCE, STATE, TIME, type Schema } from './schemas.ts';
import { attemptShape, deliveryShape, eventShape, findingShape, timerShape } from './shapes.ts';

const PAGE: Readonly<Record<string, Schema>> = {
  limit: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
  after: { type: 'string', maxLength: 200 },
};
const CODE: Schema = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]{0,63}$' };
/** Most deliveries, timers and findings shown with one event; beyond it, use their own lists. */
const OF_EVENT = { limit: 200 } satisfies Page;

interface PageQuery {
  readonly limit: number;
  readonly after?: string;
}

function pageOf({ limit, after }: PageQuery): Page {
  return { limit, ...(after !== undefined && { after }) };
}

function paged<T>({ items, next }: Paged<T>, shape: (item: T) => object): object {
  return { items: items.map(shape), ...(next !== undefined && { next }) };
}

function eventFilter(id: string | undefined): { eventId?: EventId } {
  const eventId = id === undefined ? undefined : parseEventId(id);
  return eventId === undefined ? {} : { eventId };
}

function caseFilter(text: string | undefined): { case?: `${string}/${string}` } {
  const reference = parseRef(text);
  return reference === undefined ? {} : { case: reference };
}

function sinceFilter(text: string | undefined): { since?: Date } {
  return text === undefined ? {} : { since: new Date(text) };
}

interface EventsQuery extends PageQuery {
  readonly code?: string;
  readonly case?: string;
  readonly status?: EventStatus;
  readonly since?: string;
}

const events = route<EventsQuery>({
  method: 'GET',
  path: '/events',
  operationId: 'listEvents',
  summary: 'Events, newest first.',
  query: {
    ...PAGE,
    code: CODE,
    case: REFERENCE,
    status: { type: 'string', enum: ['accepted', 'processed', 'failed'] },
    since: TIME,
  },
  status: 200,
  answer: 'EventPage',
  async handle(parts, { query }) {
    const { code, status } = query;
    const filter = {
      ...caseFilter(query.case),
      ...sinceFilter(query.since),
      ...(code !== undefined && { code }),
      ...(status !== undefined && { status }),
    };
    return paged(await parts.store.events.list(filter, pageOf(query)), eventShape);
  },
});

const event = route<object>({
  method: 'GET',
  path: '/events/{id}',
  operationId: 'readEvent',
  summary: 'One event with its trail, triggers, deliveries, timers and findings.',
  status: 200,
  answer: 'EventDetail',
  async handle({ store }, { path, language }) {
    const eventId = parseEventId(path['id'] ?? '');
    const found = eventId && (await store.events.read(eventId));
    if (!eventId || !found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'event' });
    const [deliveries, timers, findings] = await Promise.all([
      store.deliveries.ofEvent(eventId),
      store.timers.list({ eventId }, OF_EVENT),
      store.findings.list({ eventId }, OF_EVENT),
    ]);
    return {
      ...found,
      ...eventShape(found),
      deliveries: deliveries.map(deliveryShape),
      timers: timers.items.map(timerShape),
      findings: findings.items.map((finding) => findingShape(finding, language)),
    };
  },
});

interface DeliveriesQuery extends PageQuery {
  readonly state?: DeliveryState;
  readonly recipient?: string;
  readonly event?: string;
  readonly case?: string;
  readonly since?: string;
}

const deliveries = route<DeliveriesQuery>({
  method: 'GET',
  path: '/deliveries',
  operationId: 'listDeliveries',
  summary: 'Deliveries, newest first, also the withheld ones.',
  query: { ...PAGE, state: STATE, recipient: RECIPIENT_ID, event: EVENT_ID, case: REFERENCE, since: TIME },
  status: 200,
  answer: 'DeliveryPage',
  async handle(parts, { query }) {
    const { state, recipient } = query;
    const filter = {
      ...eventFilter(query.event),
      ...caseFilter(query.case),
      ...sinceFilter(query.since),
      ...(state !== undefined && { state }),
      ...(recipient !== undefined && { recipient }),
    };
    return paged(await parts.store.deliveries.list(filter, pageOf(query)), deliveryShape);
  },
});

const delivery = route<{ readonly outcomes: boolean }>({
  method: 'GET',
  path: '/deliveries/{id}',
  operationId: 'readDelivery',
  summary:
    'One delivery with its attempts, verdict, rule, basis and next try. outcomes=true adds what receivers answered; that look is audited.',
  query: { outcomes: { type: 'boolean', default: false } },
  status: 200,
  answer: 'DeliveryDetail',
  handle: readDelivery,
});

async function readDelivery(
  { store, clock }: ApiParts,
  { path, query, caller }: OpsInput<{ readonly outcomes: boolean }, undefined>,
): Promise<object> {
  const id = parseDeliveryId(path['id'] ?? '');
  const found = id && (await store.deliveries.read(id));
  if (!id || !found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'delivery' });
  const attempts = await store.deliveries.attempts(id);
  if (query.outcomes) {
    const entry = {
      at: clock.now(),
      action: 'read',
      caller: caller.id,
      deliveryId: id,
      detail: 'outcomes',
    } as const;
    await store.tx((tx) => store.audit.write(tx, [entry]));
  }
  return { ...deliveryShape(found), tries: attempts.map((attempt) => attemptShape(attempt, query.outcomes)) };
}

interface FindingsQuery extends PageQuery {
  readonly open?: boolean;
  readonly code?: string;
  readonly event?: string;
}

const findings = route<FindingsQuery>({
  method: 'GET',
  path: '/findings',
  operationId: 'listFindings',
  summary: 'What a person must look at, newest first.',
  query: { ...PAGE, open: { type: 'boolean' }, code: CODE, event: EVENT_ID },
  status: 200,
  answer: 'FindingPage',
  async handle(parts, { query, language }) {
    const { open, code } = query;
    const filter = {
      ...eventFilter(query.event),
      ...(open !== undefined && { open }),
      ...(code !== undefined && { code }),
    };
    const found = await parts.store.findings.list(filter, pageOf(query));
    return paged(found, (finding) => findingShape(finding, language));
  },
});

interface TimersQuery extends PageQuery {
  readonly case?: string;
  readonly event?: string;
  readonly state?: TimerState;
  readonly dueBefore?: string;
}

const timers = route<TimersQuery>({
  method: 'GET',
  path: '/timers',
  operationId: 'listTimers',
  summary: 'Deadlines of the pathway.',
  query: {
    ...PAGE,
    case: REFERENCE,
    event: EVENT_ID,
    state: { type: 'string', enum: ['open', 'met', 'breached', 'cancelled'] },
    dueBefore: TIME,
  },
  status: 200,
  answer: 'TimerPage',
  async handle(parts, { query }) {
    const { state, dueBefore } = query;
    const filter = {
      ...caseFilter(query.case),
      ...eventFilter(query.event),
      ...(state !== undefined && { state }),
      ...(dueBefore !== undefined && { dueBefore: new Date(dueBefore) }),
    };
    return paged(await parts.store.timers.list(filter, pageOf(query)), timerShape);
  },
});

const counts = route<object>({
  method: 'GET',
  path: '/counts',
  operationId: 'listCounts',
  summary: 'Events that belonged to no known case, by code and day; nothing else of them is kept.',
  status: 200,
  answer: 'CountList',
  handle: async ({ store }) => ({ items: await store.events.unknownCounts() }),
});

/** Routes that read the journal. */
export const JOURNAL_ROUTES: readonly OpsRoute[] = [
  events,
  event,
  deliveries,
  delivery,
  findings,
  timers,
  counts,
];
