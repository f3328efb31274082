// What do answers of /ops/v1 look like? JSON Schemas by name, for openapi.json and the tests.

import { DELIVERY_STATES } from '../../domain/delivery.ts';
import { effect, list, page, pinned, record, ref, type Schema, text, time, whole } from './schema-parts.ts';
import { WHY_SCHEMAS } from './why-schemas.ts';

export type { Schema } from './schema-parts.ts';

/** Ids and codes as they may stand in a query or a body. */
export const EVENT_ID: Schema = { type: 'string', pattern: '^evt-[0-9a-f-]{36}$' };
export const DELIVERY_ID: Schema = { type: 'string', pattern: '^dlv-[0-9a-f-]{36}$' };
export const RECIPIENT_ID: Schema = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' };
export const REFERENCE: Schema = { type: 'string', pattern: '^[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}$' };
export const STATE: Schema = { type: 'string', enum: [...DELIVERY_STATES] };
export const TIME: Schema = time;
export const REASON: Schema = { type: 'string', minLength: 1, maxLength: 500 };

const delivery = {
  id: text,
  eventId: text,
  action: text,
  recipient: text,
  role: text,
  subject: text,
  case: text,
  state: STATE,
  effect,
  rule: text,
  basis: text,
  reason: text,
  attempts: whole,
  nextAt: time,
  notBefore: time,
  plannedAt: time,
  updatedAt: time,
  task: text,
  content: list(pinned),
};
const deliveryOptional = ['reason', 'nextAt', 'task'];

const event = {
  id: text,
  code: text,
  subject: text,
  case: text,
  at: time,
  receivedAt: time,
  source: text,
  correlation: text,
  status: { type: 'string', enum: ['accepted', 'processed', 'failed'] },
  /** Why nothing followed: no action listens, nobody it is for, its condition is not known or does not hold. */
  nothing: { type: 'string', enum: ['no-action', 'nobody', 'condition-unknown', 'condition-false'] },
};
const eventOptional = ['nothing'];

/** Schemas of the answers, by name. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  ...WHY_SCHEMAS,
  Problem: record({
    type: text,
    title: text,
    status: whole,
    detail: text,
    code: text,
    facts: { type: 'object' },
    requestId: text,
    correlationId: text,
  }),
  Page: text,
  Event: record(event, eventOptional),
  EventPage: page('Event'),
  EventDetail: record(
    {
      ...event,
      triggers: list(pinned),
      trail: list(
        record({ step: text, ms: { type: 'number' }, counts: { type: 'object' }, note: text }, ['note']),
      ),
      deliveries: list(ref('Delivery')),
      timers: list(ref('Timer')),
      findings: list(ref('Finding')),
    },
    eventOptional,
  ),
  Delivery: record(delivery, deliveryOptional),
  DeliveryPage: page('Delivery'),
  DeliveryDetail: record({ ...delivery, tries: list(ref('Attempt')) }, deliveryOptional),
  Attempt: record(
    {
      n: whole,
      startedAt: time,
      ms: { type: 'number' },
      result: { type: 'string', enum: ['confirmed', 'awaiting', 'retry', 'refused'] },
      code: text,
      status: whole,
      outcome: text,
      bytesHash: text,
    },
    ['code', 'status', 'outcome'],
  ),
  Finding: record(
    {
      id: text,
      code: text,
      mover: text,
      text,
      facts: { type: 'object' },
      eventId: text,
      deliveryId: text,
      at: time,
      closedAt: time,
    },
    ['eventId', 'deliveryId', 'closedAt'],
  ),
  FindingPage: page('Finding'),
  Timer: record(
    {
      id: text,
      code: text,
      action: text,
      subject: text,
      case: text,
      eventId: text,
      due: time,
      late: { type: 'boolean' },
      state: { type: 'string', enum: ['open', 'met', 'breached', 'cancelled'] },
    },
    ['due'],
  ),
  TimerPage: page('Timer'),
  Recipient: record(
    {
      id: text,
      name: text,
      roles: list(text),
      format: text,
      states: { type: 'object', additionalProperties: whole },
      waiting: whole,
      oldestWaiting: time,
      breaker: record({ state: { type: 'string', enum: ['closed', 'open', 'half-open'] }, until: time }, [
        'until',
      ]),
      paused: record({ reason: text, by: text, at: time }),
    },
    ['format', 'oldestWaiting', 'paused'],
  ),
  RecipientList: record({ items: list(ref('Recipient')) }),
  Pause: record({ recipient: text, reason: text, by: text, at: time }),
  PauseList: record({ items: list(ref('Pause')) }),
  SearchParameterProgress: record(
    {
      id: text,
      url: text,
      code: text,
      base: list(text),
      state: { type: 'string', enum: ['indexing', 'ready', 'refused', 'removing'] },
      reason: text,
      done: whole,
      since: time,
    },
    ['url', 'code', 'base', 'reason'],
  ),
  SearchParameterList: record({ items: list(ref('SearchParameterProgress')) }),
  Woken: record({ recipient: text, woken: whole }),
  Stopped: record({ stopped: whole }),
  Resend: record({
    id: text,
    dryRun: { type: 'boolean' },
    count: whole,
    oldestHours: { type: 'number' },
    recipients: list(record({ recipient: text, count: whole })),
    deliveries: list(text),
    left: list(record({ id: text, why: text })),
  }),
  CountList: record({ items: list(record({ code: text, day: text, count: whole })) }),
};
