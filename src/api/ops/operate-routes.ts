// What can an operator do? Recipients, pauses, stops, resends and queues of /ops/v1.

import { STANDING } from '../../domain/delivery.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { ResendRequest } from '../../pipeline/submission.ts';
import type { ApiParts } from '../parts.ts';
import { route, type OpsInput, type OpsRoute } from './route.ts';
import { DELIVERY_ID, EVENT_ID, REASON, RECIPIENT_ID, STATE, TIME } from './schemas.ts';

const recipients = route<object>({
  method: 'GET',
  path: '/recipients',
  operationId: 'listRecipients',
  summary: 'Recipients with their deliveries by state, breaker, pause, and the oldest that waits.',
  status: 200,
  answer: 'RecipientList',
  async handle(parts) {
    const [counts, pauses] = await Promise.all([parts.store.deliveries.counts(), parts.store.pauses.list()]);
    const breakers = parts.breakers.states();
    return {
      items: parts.recipients.map((recipient) => {
        const own = counts.filter((count) => count.recipient === recipient.id);
        const waiting = own.filter((count) => STANDING.has(count.state));
        const oldest = waiting.map((count) => count.oldest).toSorted((a, b) => a.getTime() - b.getTime())[0];
        const breaker = breakers.find((item) => item.recipient === recipient.id);
        const pause = pauses.find((item) => item.recipient === recipient.id);
        return {
          ...recipientShape(recipient),
          states: Object.fromEntries(own.map(({ state, count }) => [state, count])),
          waiting: waiting.reduce((sum, { count }) => sum + count, 0),
          ...(oldest !== undefined && { oldestWaiting: oldest }),
          breaker: { state: breaker?.state ?? 'closed', ...(breaker?.until && { until: breaker.until }) },
          ...(pause && { paused: { reason: pause.reason, by: pause.by, at: pause.at } }),
        };
      }),
    };
  },
});

function recipientShape({ id, name, roles, endpoint }: Recipient): object {
  return { id, name, roles, ...(endpoint && { format: endpoint.format }) };
}

const pauses = route<object>({
  method: 'GET',
  path: '/pauses',
  operationId: 'listPauses',
  summary: 'Recipients whose deliveries wait because a person said so.',
  status: 200,
  answer: 'PauseList',
  handle: async ({ store }) => ({ items: await store.pauses.list() }),
});

const searchParameters = route<object>({
  method: 'GET',
  path: '/search-parameters',
  operationId: 'listSearchParameters',
  summary: 'Search parameters that came as resources: how far their index is, or why they are refused.',
  status: 200,
  answer: 'SearchParameterList',
  handle: async ({ store }) => ({ items: await store.searchParameters.list() }),
});

const pause = route<object, { readonly recipient: string; readonly reason: string }>({
  method: 'POST',
  path: '/pauses',
  operationId: 'pauseRecipient',
  summary: 'Pauses a recipient: its deliveries wait and spend no attempts.',
  body: {
    type: 'object',
    properties: { recipient: RECIPIENT_ID, reason: REASON },
    required: ['recipient', 'reason'],
    additionalProperties: false,
  },
  status: 201,
  answer: 'Pause',
  async handle(parts, { body: { recipient, reason }, caller }) {
    checkRecipient(parts, recipient);
    await parts.pause(recipient, reason, caller.id);
    return { recipient, reason, by: caller.id, at: parts.clock.now() };
  },
});

const resume = route<object>({
  method: 'DELETE',
  path: '/pauses/{recipient}',
  operationId: 'resumeRecipient',
  summary: 'Ends a pause and wakes what waited.',
  status: 200,
  answer: 'Woken',
  async handle(parts, { path }) {
    const recipient = path['recipient'] ?? '';
    checkRecipient(parts, recipient);
    return { recipient, woken: await parts.resume(recipient) };
  },
});

function checkRecipient(parts: ApiParts, id: string): void {
  if (parts.recipients.some((recipient) => recipient.id === id)) return;
  throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'recipient' });
}

const stop = route<object, { readonly ids: readonly string[]; readonly reason: string }>({
  method: 'POST',
  path: '/stops',
  operationId: 'stopDeliveries',
  summary: 'Stops deliveries that have not left yet.',
  body: {
    type: 'object',
    properties: { ids: { type: 'array', items: DELIVERY_ID, minItems: 1, maxItems: 1000 }, reason: REASON },
    required: ['ids', 'reason'],
    additionalProperties: false,
  },
  status: 200,
  answer: 'Stopped',
  handle: async (parts, { body, caller }) => ({
    stopped: await parts.cancel(body.ids, body.reason, caller.id),
  }),
});

interface ResendBody {
  readonly ids?: readonly string[];
  readonly filter?: {
    readonly state?: string;
    readonly recipient?: string;
    readonly event?: string;
    readonly since?: string;
  };
  readonly limit: number;
  readonly reason: string;
  readonly dryRun: boolean;
}

const resend = route<object, ResendBody>({
  method: 'POST',
  path: '/resends',
  operationId: 'resendDeliveries',
  summary:
    'Sends ended deliveries again, through the disclosure decision. dryRun counts only. Give ids or a filter, and a reason.',
  body: {
    type: 'object',
    properties: {
      ids: { type: 'array', items: DELIVERY_ID, minItems: 1, maxItems: 1000 },
      filter: {
        type: 'object',
        properties: { state: STATE, recipient: RECIPIENT_ID, event: EVENT_ID, since: TIME },
        minProperties: 1,
        additionalProperties: false,
      },
      limit: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 },
      reason: { type: 'string', maxLength: 500, default: '' },
      dryRun: { type: 'boolean', default: false },
    },
    anyOf: [{ required: ['ids'] }, { required: ['filter'] }],
    additionalProperties: false,
  },
  status: 202,
  answer: 'Resend',
  handle: resendDeliveries,
});

async function resendDeliveries(
  parts: ApiParts,
  { body, caller }: OpsInput<object, ResendBody>,
): Promise<unknown> {
  const reason = body.reason.trim();
  if (reason === '' && !body.dryRun) throw new GatewayError('LENKE_RESEND_REASON');
  const { ids, filter, limit, dryRun } = body;
  const request: ResendRequest = {
    ...(ids !== undefined && { ids }),
    ...(filter !== undefined && { filter: toFilter(filter) }),
    limit,
    reason,
    by: caller.id,
    dryRun,
  };
  return parts.resend(request);
}

function toFilter({
  state,
  recipient,
  event,
  since,
}: NonNullable<ResendBody['filter']>): NonNullable<ResendRequest['filter']> {
  return {
    ...(state !== undefined && { state }),
    ...(recipient !== undefined && { recipient }),
    ...(event !== undefined && { eventId: event }),
    ...(since !== undefined && { since: new Date(since) }),
  };
}

const queues = route<object>({
  method: 'GET',
  path: '/queues',
  operationId: 'readQueues',
  summary: 'What waits in the outbox and the queues.',
  status: 200,
  answer: 'Queues',
  async handle(parts) {
    const [outbox, depth] = await Promise.all([parts.store.outbox.depth(), parts.queueDepth()]);
    return { outbox, queues: depth };
  },
});

/** Routes that show and change how deliveries run. */
export const OPERATE_ROUTES: readonly OpsRoute[] = [
  recipients,
  pauses,
  searchParameters,
  pause,
  resume,
  stop,
  resend,
  queues,
];
