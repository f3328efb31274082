import { describe, expect, test } from '@jest/globals';
import { answerMessage } from '../../../../src/exchange/fhir/answer.ts';
import { isRejected, readMessage, type FhirMessage } from '../../../../src/exchange/fhir/read.ts';
import { failureIssue } from '../../../../src/fhir/outcome.ts';
import { birthMessage } from '../../../../src/sandbox/people.ts';

const AT = new Date('2026-10-08T06:00:00Z');
const FROM = { name: 'Lenke', endpoint: 'https://lenke.example/fhir' };

function read(bundle: unknown): FhirMessage {
  const message = readMessage(bundle);
  if (isRejected(message)) throw new Error(message.map(({ key }) => key).join());
  return message;
}

const header = {
  resourceType: 'MessageHeader',
  id: 'h',
  eventUri: 'urn:x:event',
  source: { endpoint: 'https://x' },
};
const message = (first: object | undefined, changes: object = {}) => ({
  resourceType: 'Bundle',
  id: 'b',
  type: 'message',
  entry: [
    ...(first ? [{ resource: first }] : []),
    { fullUrl: 'urn:uuid:t', resource: { resourceType: 'Task', id: 't' } },
  ],
  ...changes,
});

describe('reading a message', () => {
  test('gives header, event, focus and resources', () => {
    const birth = read(birthMessage());
    expect(birth.eventCode).toBe('E_LIVEBIRTH');
    expect(birth.focus.map(({ resourceType }) => resourceType)).toEqual(['Observation']);
    expect(birth.resources).toHaveLength((birthMessage().entry?.length ?? 0) - 1);
    expect(birth.entries.every(({ fullUrl }) => fullUrl?.startsWith('urn:uuid:'))).toBe(true);
    expect(birth.headerId).toBe(birthMessage().entry?.[0]?.resource?.id);
  });

  test.each<[string, unknown, string]>([
    ['not a Bundle', { resourceType: 'Patient' }, 'LENKE_BUNDLE_TYPE'],
    ['nothing', null, 'LENKE_BUNDLE_TYPE'],
    ['a transaction', message(header, { type: 'transaction' }), 'LENKE_BUNDLE_TYPE'],
    ['no entries', message(undefined, { entry: [] }), 'LENKE_MESSAGE_HEADER'],
    ['entries that are no list', message(undefined, { entry: {} }), 'LENKE_MESSAGE_HEADER'],
    ['another resource first', message(undefined), 'LENKE_MESSAGE_HEADER'],
    ['no Bundle.id', message(header, { id: undefined }), 'LENKE_MESSAGE_HEADER'],
    ['no MessageHeader.id', message({ ...header, id: undefined }), 'LENKE_MESSAGE_HEADER'],
    ['no event', message({ ...header, eventUri: undefined }), 'LENKE_MESSAGE_HEADER'],
    [
      'a focus that is not there',
      message({ ...header, focus: [{ reference: 'urn:uuid:nobody' }] }),
      'LENKE_REFERENCE_BROKEN',
    ],
  ])('%s is refused with its place', (_reason, bundle, key) => {
    const issues = readMessage(bundle);
    if (!isRejected(issues)) throw new Error('read');
    expect(issues[0]).toMatchObject({ key, severity: 'error' });
    expect(issues[0]?.expression).toMatch(/^Bundle/);
  });

  test('finds a focus by fullUrl or by type and id, and leaves a logical one alone', () => {
    const focus = [{ reference: 'urn:uuid:t' }, { reference: 'Task/t' }, { identifier: { value: '1' } }];
    expect(read(message({ ...header, focus })).focus).toHaveLength(2);
  });
});

describe('the answer to a message', () => {
  const asked = read(message(header));

  test('names the message, its event, the code and what was wrong', () => {
    const issues = [failureIssue('LENKE_MESSAGE_EVENT', { event: 'x', known: 'y' })];
    const answer = JSON.parse(JSON.stringify(answerMessage(asked, 'fatal-error', issues, AT, FROM)));
    const [first, second] = answer.entry;
    expect(first.resource).toMatchObject({
      eventUri: 'urn:x:event',
      destination: [{ endpoint: 'https://x' }],
      source: FROM,
      response: { identifier: 'h', code: 'fatal-error', details: { reference: second.fullUrl } },
    });
    expect(second.resource.issue[0].details.coding[0].code).toBe('LENKE_MESSAGE_EVENT');
    expect(read(answer).headerId).toBe(first.resource.id);
  });

  test('has the same ids for the same message and code, and others for another code', () => {
    const [ok, again, later] = (['ok', 'ok', 'transient-error'] as const).map((code) =>
      answerMessage(asked, code, [], AT, FROM),
    );
    expect(again).toEqual(ok);
    expect(later?.id).not.toBe(ok?.id);
  });
});
