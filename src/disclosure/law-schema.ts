// What must a law file look like? JSON Schema of mappings/law/*.yaml (not classes.yaml).

import type { SchemaObject } from 'ajv';

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const twoTongues = {
  type: 'object',
  required: ['nb', 'en'],
  additionalProperties: false,
  properties: { nb: text, en: text },
};

function closed(required: readonly string[], properties: Readonly<Record<string, object>>): object {
  return { type: 'object', required, additionalProperties: false, properties };
}

const WAY = closed(['needs'], {
  cells: texts,
  needs: texts,
  rows: texts,
  notRows: texts,
  basis: text,
  human: { type: 'boolean' },
  point: text,
  reads: text,
});

const RULE = closed(['id', 'basis', 'effect', 'human', 'ways', 'when', 'log'], {
  id: text,
  basis: { ...texts, minItems: 1 },
  effect: { enum: ['permit', 'deny'] },
  human: { type: 'boolean' },
  ways: { type: 'array', minItems: 1, items: WAY },
  when: twoTongues,
  log: texts,
  minimise: texts,
  point: text,
  validFrom: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` },
  validTo: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$` },
});

const SIGN_OFF = {
  anyOf: [{ type: 'null' }, closed(['by', 'at'], { by: { ...text, minLength: 3 }, at: text })],
};

/** Schema of a point: a question with its sign-off. */
export const POINT = {
  ...closed(['id', 'status', 'on', 'question', 'source', 'signOff'], {
    id: text,
    status: { enum: ['V', 'P', 'U', 'D'] },
    on: { type: 'boolean' },
    opens: { type: 'boolean' },
    question: text,
    source: text,
    signOff: SIGN_OFF,
  }),
};

const ACT = closed(['find', 'patient', 'signer', 'names'], {
  find: text,
  patient: text,
  signer: text,
  recipients: text,
  classes: text,
  until: text,
  names: { type: 'array', items: { enum: ['recipients', 'classes', 'until'] } },
});

const BASIS = closed(['nb', 'nn', 'en'], { nb: text, nn: text, en: text, point: text });

const GATE = closed(['id', 'rows', 'marks', 'rules', 'needs', 'source'], {
  id: text,
  rows: texts,
  marks: texts,
  rules: texts,
  needs: texts,
  source: text,
});

const MOMENT = closed(['rules', 'nb', 'en'], { rules: texts, nb: text, en: text });

const TABLE = closed(['id', 'question', 'rows'], {
  id: text,
  question: twoTongues,
  rows: {
    type: 'array',
    minItems: 1,
    items: closed(['when', 'answer', 'rules'], { when: twoTongues, answer: twoTongues, rules: texts }),
  },
});

const DUTY = closed(['id', 'type', 'element', 'code', 'owner', 'open', 'due', 'nb', 'en'], {
  id: text,
  type: { enum: ['Task', 'CommunicationRequest'] },
  element: { enum: ['code', 'category'] },
  code: { type: 'string', pattern: '^[a-z-]+#[a-z0-9-]+$' },
  owner: text,
  open: { ...texts, minItems: 1 },
  due: text,
  nb: text,
  en: text,
});

const ROWS = { type: 'object', additionalProperties: { ...texts, minItems: 11, maxItems: 11 } };

/** JSON Schema of mappings/law/*.yaml (not classes.yaml). */
export const LAW_SCHEMA: SchemaObject = closed(
  [
    'law',
    'version',
    'consent',
    'rules',
    'gates',
    'barnevernGate',
    'points',
    'basis',
    'relations',
    'acts',
    'grounds',
    'duties',
    'parental',
    'objections',
    'purposes',
    'tables',
    'logEverywhere',
    'logExtraFor',
    'forbidden',
    'phases',
    'classes',
    'matrix',
    'aliases',
  ],
  {
    law: text,
    version: text,
    consent: closed(['endsAtBirth', 'defaultMonths', 'trimesterDays', 'ended', 'askedAnew', 'invitation'], {
      endsAtBirth: { type: 'boolean' },
      defaultMonths: { type: 'integer', minimum: 1 },
      trimesterDays: { type: 'array', items: { type: 'integer', minimum: 1 } },
      ended: closed(['find', 'recipients'], { find: text, recipients: text }),
      askedAnew: text,
      invitation: closed(['nb', 'nn', 'en'], { nb: text, nn: text, en: text }),
    }),
    rules: { type: 'array', minItems: 1, items: RULE },
    gates: { type: 'array', items: GATE },
    barnevernGate: closed(['prenatal', 'birthMoment', 'postnatal'], {
      prenatal: MOMENT,
      birthMoment: MOMENT,
      postnatal: MOMENT,
    }),
    points: { type: 'array', items: POINT },
    basis: { type: 'object', additionalProperties: BASIS },
    relations: { type: 'object', additionalProperties: text },
    acts: { type: 'object', additionalProperties: ACT },
    grounds: { type: 'object', additionalProperties: text },
    duties: { type: 'array', items: DUTY },
    parental: closed(['alone', 'shared', 'childWelfare', 'none'], {
      alone: texts,
      shared: texts,
      childWelfare: texts,
      none: texts,
    }),
    objections: closed(['categories', 'policies'], { categories: texts, policies: texts }),
    purposes: closed(['rows', 'default'], {
      rows: { type: 'object', additionalProperties: texts },
      default: texts,
    }),
    tables: { type: 'array', items: TABLE },
    logEverywhere: texts,
    logExtraFor: { type: 'object', additionalProperties: text },
    forbidden: texts,
    phases: { type: 'object', additionalProperties: texts },
    classes: texts,
    matrix: {
      type: 'object',
      additionalProperties: false,
      properties: { ANY: ROWS, PRE: ROWS, BIRTH: ROWS, POST: ROWS },
      anyOf: [{ required: ['ANY'] }, { required: ['PRE', 'BIRTH', 'POST'] }],
    },
    absent: { type: 'object', additionalProperties: texts },
    aliases: { type: 'object', additionalProperties: text },
  },
);
