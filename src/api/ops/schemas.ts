// What do answers of /ops/v1 look like? JSON Schemas by name, for openapi.json and the tests.

import { DELIVERY_STATES } from '../../domain/delivery.ts';

/** A JSON Schema, as data. */
export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const time: Schema = { type: 'string', format: 'date-time' };
const whole: Schema = { type: 'integer', minimum: 0 };
const list = (items: Schema): Schema => ({ type: 'array', items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const record = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const page = (name: string): Schema => record({ items: list(ref(name)), next: text }, ['next']);

/** Ids and codes as they may stand in a query or a body. */
export const EVENT_ID: Schema = { type: 'string', pattern: '^evt-[0-9a-f-]{36}$' };
export const DELIVERY_ID: Schema = { type: 'string', pattern: '^dlv-[0-9a-f-]{36}$' };
export const RECIPIENT_ID: Schema = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' };
export const REFERENCE: Schema = { type: 'string', pattern: '^[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}$' };
export const STATE: Schema = { type: 'string', enum: [...DELIVERY_STATES] };
export const TIME: Schema = time;
export const REASON: Schema = { type: 'string', minLength: 1, maxLength: 500 };

const words = record({ nb: text, en: text });
const pinned = record({ reference: text, version: whole });
const effect: Schema = { type: 'string', enum: ['permit', 'narrow', 'deny'] };

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
  Indicators: record({
    resourceType: { const: 'Bundle' },
    type: { const: 'collection' },
    entry: list(record({ fullUrl: text, resource: { type: 'object' } })),
  }),
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
  EventExplanation: record({
    event: record({ id: text, code: text, at: time, case: text }),
    asOf: time,
    layer: text,
    version: text,
    means: list(text),
    moves: list(record({ from: text, to: text, fits: { type: 'boolean' } })),
    actions: list(
      record(
        {
          id: text,
          title: words,
          mode: text,
          owner: text,
          req: list(text),
          outcome: {
            type: 'string',
            enum: ['applied', 'condition-false', 'condition-unknown', 'nobody', 'unsigned'],
          },
          says: words,
          condition: text,
          facts: { type: 'object' },
          asked: list(record({ fact: text, value: {}, says: words })),
          drafts: list(text),
        },
        ['owner'],
      ),
    ),
    timers: list(
      record({ code: text, due: { type: ['string', 'null'] }, late: { type: 'boolean' }, says: words }),
    ),
    unfilled: list(record({ action: text, role: text })),
  }),
  Rehearsal: record(
    {
      events: list(ref('EventExplanation')),
      nothing: { type: 'string', enum: ['no-case', 'other-person', 'not-changed', 'no-rule'] },
      issues: list(record({ severity: text, key: text, text, expression: text }, ['expression'])),
    },
    ['nothing'],
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
  Rebuilt: record({
    case: text,
    events: whole,
    machines: list(
      record(
        {
          machine: { type: 'string', enum: ['mother', 'child'] },
          subject: text,
          episode: text,
          stored: text,
          replayed: text,
        },
        ['episode'],
      ),
    ),
    regions: { type: 'object', additionalProperties: text },
    mended: whole,
  }),
  CountList: record({ items: list(record({ code: text, day: text, count: whole })) }),
  Explanation: record({
    effect,
    rule: text,
    basis: text,
    lawVersion: text,
    phase: { type: 'string', enum: ['PRE', 'BIRTH', 'POST'] },
    recipient: text,
    role: text,
    subject: text,
    classes: list(
      record({
        dataClass: text,
        of: text,
        quoted: { type: 'boolean' },
        effect: { type: 'string', enum: ['permit', 'deny'] },
        rule: text,
        basis: text,
        cell: list(text),
        evidence: list(text),
        human: { type: 'boolean' },
        openings: list(
          record(
            {
              rule: text,
              basis: text,
              needs: list(record({ need: text, met: { type: 'boolean' } })),
              human: { type: 'boolean' },
              off: text,
            },
            ['off'],
          ),
        ),
      }),
    ),
    text: record({ nb: list(text), en: list(text) }),
  }),
  DutyList: record({
    asOf: time,
    isCut: { type: 'boolean' },
    items: list(
      record({
        duty: text,
        nb: text,
        en: text,
        service: { type: ['string', 'null'] },
        open: whole,
        overdue: whole,
        oldestHours: whole,
      }),
    ),
  }),
  Disclosures: record({ bundle: { type: 'object' }, text: list(text) }),
  Queues: record({
    outbox: whole,
    queues: {
      type: 'object',
      additionalProperties: record({ waiting: whole, active: whole, delayed: whole }),
    },
  }),
};
