import { describe, expect, test } from '@jest/globals';
import { classify, type Answer, type Asked } from '../../../../src/exchange/fhir/classify.ts';
import { retryAfterMs } from '../../../../src/exchange/fhir/retry-after.ts';
import { outcomeText } from '../../../../src/exchange/fhir/outcome-text.ts';

const NOW = new Date('2026-10-08T06:00:00Z');
const FHIR = 'application/fhir+json; charset=utf-8';
const TRANSACTION: Asked = { format: 'fhir-transaction', methods: ['POST', 'POST'], messageId: 'm1' };
const UPDATE: Asked = { ...TRANSACTION, methods: ['POST', 'PUT'] };
const MESSAGE: Asked = { format: 'fhir-message', methods: [], messageId: 'm1' };

const outcome = (code: string, text = 'no', coding?: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text, ...(coding && { coding: [{ code: coding }] }) } }],
});
const responses = (...statuses: string[]) => ({
  resourceType: 'Bundle',
  type: 'transaction-response',
  entry: statuses.map((status, at) => ({ response: { status, location: `Task/${at}/_history/1` } })),
});
const answered = (code: string, identifier = 'm1', extra: object[] = []) => ({
  resourceType: 'Bundle',
  type: 'message',
  entry: [
    { resource: { resourceType: 'MessageHeader', response: { identifier, code } } },
    ...extra.map((resource) => ({ resource })),
  ],
});
const both = ['Task/0/_history/1', 'Task/1/_history/1'];

describe('an answer', () => {
  test.each<[string, Asked, Partial<Answer> & { status: number }, object]>([
    // 2xx to a transaction
    [
      'created',
      TRANSACTION,
      { status: 200, body: responses('201 Created', '201') },
      { result: 'confirmed', status: 200, duplicate: false, locations: both },
    ],
    [
      'one was there',
      TRANSACTION,
      { status: 200, body: responses('200 OK', '201') },
      { result: 'confirmed', duplicate: false },
    ],
    [
      'all were there',
      TRANSACTION,
      { status: 200, body: responses('200 OK', '200') },
      { result: 'confirmed', duplicate: true },
    ],
    [
      'updates are no repeat',
      UPDATE,
      { status: 200, body: responses('200', '200') },
      { result: 'confirmed', duplicate: false },
    ],
    ['not modified is done', UPDATE, { status: 200, body: responses('200', '304') }, { result: 'confirmed' }],
    [
      'an entry was refused',
      TRANSACTION,
      { status: 200, body: responses('201', '422') },
      { result: 'refused', code: 'LENKE_RECIPIENT_REFUSED' },
    ],
    [
      'an entry failed',
      TRANSACTION,
      { status: 200, body: responses('201', '500') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ERROR' },
    ],
    [
      'refused weighs more than failed',
      TRANSACTION,
      { status: 200, body: responses('500', '422') },
      { result: 'refused' },
    ],
    [
      'an entry has no status',
      TRANSACTION,
      { status: 200, body: { ...responses('201'), entry: [{ response: { status: '201' } }, {}] } },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'an entry is missing',
      TRANSACTION,
      { status: 200, body: responses('201') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'another Bundle',
      TRANSACTION,
      { status: 200, body: { ...responses('201', '201'), type: 'searchset' } },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'no body',
      TRANSACTION,
      { status: 200, body: undefined },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'accepted without a body says nothing',
      TRANSACTION,
      { status: 202, body: undefined },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'a page',
      TRANSACTION,
      { status: 200, contentType: 'text/html', body: '<html>' },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER', status: 200 },
    ],
    [
      'FHIR labelled as a page',
      TRANSACTION,
      { status: 200, contentType: 'text/html', body: responses('201', '201') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'plain JSON is taken',
      TRANSACTION,
      { status: 201, contentType: 'application/json', body: responses('201', '201') },
      { result: 'confirmed', status: 201 },
    ],
    [
      'half a body',
      TRANSACTION,
      { status: 200, body: '{"resourceType":' },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    ['a list', TRANSACTION, { status: 200, body: [1] }, { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
    // 2xx to a message
    [
      'ok',
      MESSAGE,
      { status: 200, body: answered('ok') },
      { result: 'confirmed', duplicate: false, locations: [] },
    ],
    [
      'ok, seen before',
      MESSAGE,
      { status: 200, body: answered('ok', 'm1', [outcome('duplicate')]) },
      { result: 'confirmed', duplicate: true },
    ],
    [
      'transient',
      MESSAGE,
      { status: 200, retryAfter: '7', body: answered('transient-error') },
      { result: 'retry', code: 'LENKE_RECIPIENT_BUSY', retryAfterMs: 7000 },
    ],
    [
      'fatal',
      MESSAGE,
      { status: 200, body: answered('fatal-error', 'm1', [outcome('invalid', 'why')]) },
      { result: 'refused', code: 'LENKE_RECIPIENT_REFUSED', outcome: 'error invalid: why' },
    ],
    [
      'an unknown code',
      MESSAGE,
      { status: 200, body: answered('maybe') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    [
      'somebody else’s receipt',
      MESSAGE,
      { status: 200, body: answered('ok', 'm2') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    ['taken into custody', MESSAGE, { status: 202, body: undefined }, { result: 'awaiting', status: 202 }],
    [
      'taken into custody, with words',
      MESSAGE,
      { status: 202, body: outcome('informational') },
      { result: 'awaiting' },
    ],
    [
      'processed, nothing to say',
      MESSAGE,
      { status: 204, body: undefined },
      { result: 'confirmed', status: 204 },
    ],
    [
      'processed, the answer is missing',
      MESSAGE,
      { status: 200, body: undefined },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    // duplicates and collisions
    [
      'duplicate',
      TRANSACTION,
      { status: 409, body: outcome('duplicate') },
      { result: 'confirmed', status: 409, duplicate: true, locations: [] },
    ],
    [
      'duplicate as BaRS says it',
      MESSAGE,
      { status: 409, body: outcome('processing', 'x', 'REC_CONFLICT') },
      { result: 'confirmed', duplicate: true },
    ],
    [
      'two writes met',
      TRANSACTION,
      { status: 409, body: outcome('conflict') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ERROR' },
    ],
    [
      '409 without a word is no receipt',
      TRANSACTION,
      { status: 409, body: undefined },
      { result: 'refused', status: 409 },
    ],
    // not now
    ['408', TRANSACTION, { status: 408 }, { result: 'retry', code: 'LENKE_RECIPIENT_TIMEOUT', status: 408 }],
    ['425', TRANSACTION, { status: 425 }, { result: 'retry', code: 'LENKE_RECIPIENT_BUSY' }],
    [
      '429',
      TRANSACTION,
      { status: 429, retryAfter: '120' },
      { result: 'retry', code: 'LENKE_RECIPIENT_BUSY', retryAfterMs: 120_000 },
    ],
    [
      '503',
      TRANSACTION,
      { status: 503, retryAfter: 'Thu, 08 Oct 2026 06:00:30 GMT' },
      { result: 'retry', code: 'LENKE_RECIPIENT_BUSY', retryAfterMs: 30_000 },
    ],
    [
      '500',
      TRANSACTION,
      { status: 500, body: outcome('exception', 'down') },
      { result: 'retry', code: 'LENKE_RECIPIENT_ERROR', outcome: 'error exception: down' },
    ],
    ['502', TRANSACTION, { status: 502 }, { result: 'retry', code: 'LENKE_RECIPIENT_ERROR' }],
    ['504', TRANSACTION, { status: 504 }, { result: 'retry', code: 'LENKE_RECIPIENT_TIMEOUT' }],
    ['401', TRANSACTION, { status: 401 }, { result: 'retry', code: 'LENKE_RECIPIENT_LOGIN' }],
    ['403', TRANSACTION, { status: 403 }, { result: 'retry', code: 'LENKE_RECIPIENT_LOGIN' }],
    [
      'a redirect is not followed',
      TRANSACTION,
      { status: 307 },
      { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' },
    ],
    // no
    ...[400, 404, 405, 410, 412, 413, 415, 422].map((status): [string, Asked, Answer, object] => [
      `${status}`,
      TRANSACTION,
      { status, body: outcome('invalid', 'why') },
      { result: 'refused', code: 'LENKE_RECIPIENT_REFUSED', status, outcome: 'error invalid: why' },
    ]),
    [
      'a refusal as a page carries no text',
      TRANSACTION,
      { status: 400, contentType: 'text/html', body: '<h1>no' },
      { result: 'refused' },
    ],
  ])('%s', (_reason, asked, answer, expected) => {
    expect(classify({ contentType: FHIR, ...answer }, asked, NOW)).toMatchObject(expected);
  });
});

describe('Retry-After', () => {
  test.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['0', 0],
    [' 5 ', 5000],
    ['1.5', undefined],
    ['-3', undefined],
    ['soon', undefined],
    ['Thu, 08 Oct 2026 06:01:00 GMT', 60_000],
    ['Thu, 08 Oct 2026 05:00:00 GMT', 0],
    ['Thu, 99 Oct 2026 05:00:00 GMT', undefined],
  ])('%s', (header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });
});

describe('the receiver’s outcome', () => {
  test('is at most 2,000 characters and never half a character', () => {
    const text = outcomeText(outcome('invalid', '😀'.repeat(3000))) ?? '';
    expect(text.length).toBeLessThanOrEqual(2000);
    expect(text.isWellFormed()).toBe(true);
    expect(text.endsWith('…')).toBe(true);
  });

  test('has severity, code, words and place of each issue', () => {
    const issue = [
      { severity: 'error', code: 'required', diagnostics: 'minimum 1', expression: ['Task.status'] },
      { severity: 'warning', code: 'value', details: { coding: [{ code: 'X1' }] } },
    ];
    expect(outcomeText({ resourceType: 'OperationOutcome', issue })).toBe(
      'error required: minimum 1 (Task.status)\nwarning value/X1',
    );
    expect(outcomeText({ resourceType: 'Bundle' })).toBeUndefined();
  });
});
