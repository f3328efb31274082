// Which form do pathway files have? JSON Schema of mappings/pathways/*.yaml.

import type { SchemaObject } from 'ajv';
import { ENDED } from '../../domain/delivery.ts';
import { KINDS } from '../pathway.ts';

const text = { type: 'string' };
const texts = { type: 'array', items: text };

const party = {
  oneOf: [
    text,
    {
      type: 'object',
      required: ['role'],
      additionalProperties: false,
      properties: { role: text, if: text },
    },
  ],
};
const parties = { type: 'array', items: party };
const words: SchemaObject = {
  type: 'object',
  required: ['nb', 'en'],
  additionalProperties: false,
  properties: { nb: text, en: text },
};

const send: SchemaObject = {
  type: 'object',
  required: ['to', 'essential', 'basis'],
  additionalProperties: false,
  properties: {
    to: parties,
    evaluate: parties,
    essential: { ...texts, minItems: 1 },
    with: texts,
    basis: text,
    task: text,
    key: text,
    delay: text,
    onWithheld: {
      type: 'object',
      required: ['finding', 'event'],
      additionalProperties: false,
      properties: { finding: text, event: text },
    },
    notSelf: { type: 'boolean' },
    signed: text,
    completes: { type: 'boolean' },
    neverRoles: texts,
  },
};

/** One action of a layer; a later layer gives only the fields it changes, with reason and approver. */
const action: SchemaObject = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^A-[A-Z0-9-]+$' },
    req: texts,
    ev: { ...texts, minItems: 1 },
    if: text,
    start: text,
    due: text,
    escalate: text,
    owner: text,
    svc: text,
    activity: text,
    kind: { enum: [...KINDS] },
    mode: { enum: ['AUTO', 'PROP', 'HUMAN'] },
    statutory: { type: 'boolean' },
    first: { type: 'boolean' },
    finding: text,
    title: words,
    parts: parties,
    repeat: text,
    per: { enum: ['case', 'event', 'trimester'] },
    draft: {
      type: 'object',
      additionalProperties: false,
      properties: {
        owner: text,
        performers: texts,
        service: text,
        plan: { enum: ['pathway', 'birth-plan', 'child', 'individuell-plan'] },
        author: text,
        category: text,
        code: text,
        unless: text,
        focus: { enum: ['trigger'] },
        // Questionnaire that answers the Task, by its id.
        form: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$' },
      },
    },
    each: { type: 'array', minItems: 1, items: { enum: ['case', 'child', 'knower', 'trigger'] } },
    produces: {
      type: 'array',
      items: {
        type: 'object',
        required: ['as', 'resource'],
        additionalProperties: false,
        properties: {
          as: { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' },
          when: text,
          key: text,
          id: text,
          resource: { type: 'object', required: ['resourceType'] },
        },
      },
    },
    updates: {
      type: 'array',
      items: {
        type: 'object',
        required: ['select', 'set'],
        additionalProperties: false,
        properties: { select: text, set: { type: 'object' } },
      },
    },
    sends: { type: 'array', items: send },
    effects: {
      type: 'array',
      items: {
        enum: [
          'cancel-timers',
          'cancel-deliveries',
          'cancel-child',
          'cancel-consented',
          'stop-referral',
          'stop-message',
        ],
      },
    },
    spares: texts,
    reason: text,
    approver: text,
  },
};

/** One timer of a layer; a later layer gives only the fields it changes, with reason and approver. */
const timer: SchemaObject = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^T-[A-Z0-9-]+$' },
    req: text,
    for: text,
    on: texts,
    start: text,
    due: text,
    escalate: text,
    also: texts,
    repeat: text,
    until: text,
    each: { enum: ['case', 'child', 'trigger'] },
    cancelOn: texts,
    raises: { type: 'string', pattern: '^E_[A-Z0-9_]+$' },
    breach: {
      oneOf: [
        { const: 'none' },
        {
          type: 'object',
          required: ['to', 'nb', 'en'],
          additionalProperties: false,
          properties: { to: text, if: text, nb: text, en: text },
        },
      ],
    },
    metWhen: text,
    metBy: text,
    metOn: { type: 'array', items: { enum: [...ENDED] } },
    metOnEvent: texts,
    reason: text,
    approver: text,
  },
};

const because: SchemaObject = {
  type: 'object',
  required: ['reason', 'approver'],
  additionalProperties: false,
  properties: { reason: text, approver: text },
};

const owner: SchemaObject = {
  type: 'object',
  required: ['is', 'context'],
  additionalProperties: false,
  properties: {
    is: {
      type: 'array',
      items: {
        anyOf: [
          text,
          {
            type: 'object',
            required: ['$if', '$use'],
            additionalProperties: false,
            properties: { $if: text, $use: text },
          },
        ],
      },
    },
    context: { type: 'boolean' },
  },
};

const meaning: SchemaObject = {
  type: 'object',
  required: ['code', 'on', 'if'],
  additionalProperties: false,
  properties: { code: { type: 'string', pattern: '^E_[A-Z0-9_]+$' }, on: texts, if: text },
};

/** JSON Schema of a pathway layer. */
export const PATHWAY_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['layer', 'extends', 'legal', 'version'],
  additionalProperties: false,
  properties: {
    layer: text,
    extends: { type: ['string', 'null'] },
    legal: text,
    version: text,
    source: text,
    parameters: { type: 'object' },
    because: { type: 'object', additionalProperties: because },
    knowers: texts,
    owners: { type: 'object', additionalProperties: owner },
    anchors: { type: 'object', additionalProperties: text },
    means: { type: 'array', items: meaning },
    services: { type: 'object', additionalProperties: texts },
    actions: { type: 'array', items: action },
    timers: { type: 'array', items: timer },
    disable: texts,
    disableReason: text,
  },
};

/** JSON Schema of mappings/pathways/facts.yaml. */
export const FACTS_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['facts'],
  additionalProperties: false,
  properties: {
    facts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        additionalProperties: false,
        properties: { id: text, expr: text, engine: text, says: words },
        oneOf: [{ required: ['expr'] }, { required: ['engine'] }],
      },
    },
  },
};
