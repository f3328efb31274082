// What may a file of mappings/instruments say? Its JSON Schema.

import type { SchemaObject } from 'ajv';

const text = { type: 'string' };
const name = { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9]*$' };
const names = { type: 'array', minItems: 1, items: name };
const whole = { type: 'integer' };
const range = { type: 'array', minItems: 2, maxItems: 2, items: whole };
const record = (properties: Record<string, SchemaObject>, required: readonly string[]): SchemaObject => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});
const mapOf = (items: SchemaObject, keys: SchemaObject = name): SchemaObject => ({
  type: 'object',
  propertyNames: keys,
  additionalProperties: items,
});

/** How settled a cut-off is, whether it counts, and who signed for it. What is unverified counts only when somebody has. */
const settled = {
  status: { enum: ['V', 'P', 'U', 'D'] },
  on: { type: 'boolean' },
  signOff: { anyOf: [{ type: 'null' }, record({ by: text, at: text }, ['by', 'at'])] },
};
const SETTLED = ['id', 'status', 'on', 'signOff'];
const slug = { type: 'string', pattern: '^[a-z0-9][a-z0-9.-]*$' };

const item = record(
  {
    linkId: text,
    points: {
      anyOf: [{ type: 'array', items: whole }, mapOf(whole, text), text],
    },
    count: range,
    optional: { type: 'boolean' },
  },
  [],
);
const total = record(
  {
    sum: names,
    range,
    code: record({ system: text, code: text }, ['system', 'code']),
    profile: text,
    posted: text,
    period: text,
    parts: mapOf(names, slug),
  },
  ['sum', 'range', 'code'],
);
const band = record(
  {
    id: slug,
    ...settled,
    of: name,
    from: mapOf({ type: 'number' }, slug),
    above: { type: 'array', items: slug },
  },
  [...SETTLED, 'of', 'from'],
);
const conclusion = record({ id: slug, ...settled, if: text, is: slug }, [...SETTLED, 'if', 'is']);
const seriesRule = record(
  {
    id: slug,
    ...settled,
    last: { type: 'integer', minimum: 1 },
    each: { type: 'number' },
    mean: { type: 'number' },
    is: slug,
  },
  [...SETTLED, 'last', 'is'],
);

/** JSON Schema of mappings/instruments/*.yaml. */
export const INSTRUMENT_SCHEMA: SchemaObject = record(
  {
    instrument: slug,
    version: text,
    title: record({ nb: text, en: text }, ['nb', 'en']),
    source: text,
    of: { enum: ['mother', 'child'] },
    dataClass: { type: 'string', pattern: '^D[0-9]+$' },
    form: text,
    value: record({ system: text, code: text, unit: text }, ['system', 'code', 'unit']),
    asks: mapOf(text),
    items: mapOf(item),
    skips: {
      type: 'array',
      items: record({ id: slug, ...settled, if: text, zero: names }, [...SETTLED, 'if', 'zero']),
    },
    totals: mapOf(total),
    bands: { type: 'array', items: band },
    series: record({ of: name, rules: { type: 'array', items: seriesRule } }, ['of', 'rules']),
    concludes: { enum: ['screening', 'step', 'nothing'] },
    conclusions: { type: 'array', items: conclusion },
    else: slug,
    next: mapOf({ type: 'array', items: { type: 'string', pattern: '^A-' } }, slug),
  },
  [
    'instrument',
    'version',
    'title',
    'source',
    'of',
    'dataClass',
    'items',
    'totals',
    'concludes',
    'conclusions',
    'next',
  ],
);
