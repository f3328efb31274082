// What do answers look like that explain, count or play again? The larger schemas of /ops/v1.

import { effect, list, record, ref, type Schema, text, time, whole, words } from './schema-parts.ts';

/** Schemas by name. */
export const WHY_SCHEMAS: Readonly<Record<string, Schema>> = {
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
    text: record({ nb: list(text), nn: list(text), en: list(text) }),
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
  Indicators: record({
    resourceType: { const: 'Bundle' },
    type: { const: 'collection' },
    entry: list(record({ fullUrl: text, resource: { type: 'object' } })),
  }),
};
