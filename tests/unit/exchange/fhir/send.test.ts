import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../src/exchange/contract.ts';
import type { Recipient } from '../../../../src/domain/recipient.ts';
import { createFhirSender, type FhirSender } from '../../../../src/exchange/fhir/sender.ts';
import { openGate, permitted, recipient } from '../../../support/permitted.ts';
import { startReceiver, type Conduct, type Receiver } from '../../../support/receiver.ts';

const FROM = { name: 'Lenke', endpoint: 'https://lenke.example/fhir' };
const RESOURCES = [{ resourceType: 'Patient', id: 'p' }];

describe('one try', () => {
  let receiver: Receiver;
  let sender: FhirSender;

  beforeAll(async () => {
    receiver = await startReceiver();
    sender = createFhirSender({
      credential: (name) => (name === 'habu' ? 'secret-1' : undefined),
      maxAnswerBytes: 50_000,
    });
  });
  afterAll(async () => {
    await sender.close();
    await receiver.stop();
  });

  async function attempt(
    as: Conduct,
    to: Recipient = recipient(receiver.address, 'fhir-transaction', { timeoutMs: 1500 }),
    resources: readonly Json[] = RESOURCES,
  ) {
    receiver.behave(as);
    const outgoing = sender.write(
      permitted(),
      resources,
      { ...to, endpoint: to.endpoint ?? { format: 'fhir-message', address: '', timeoutMs: 1 } },
      FROM,
    );
    return sender.send(permitted(), outgoing, to, new AbortController().signal, openGate);
  }

  test.each<[Conduct, object]>([
    ['packed', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
    ['huge', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
    ['null', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
    ['page', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER', status: 200 }],
    ['redirects', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER', status: 307 }],
    ['reset-after-headers', { result: 'retry', code: 'LENKE_RECIPIENT_UNREACHABLE' }],
    ['silent', { result: 'retry', code: 'LENKE_RECIPIENT_TIMEOUT' }],
    ['accepts', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
  ])('a receiver that is "%s"', async (as, expected) => {
    const before = receiver.arrived.length;
    expect(await attempt(as)).toMatchObject(expected);
    expect(receiver.arrived.length).toBe(before + 1);
  });

  test('a message taken into custody awaits its receipt', async () => {
    expect(await attempt('accepts', recipient(receiver.address, 'fhir-message'))).toEqual({
      result: 'awaiting',
      status: 202,
    });
    expect(receiver.arrived.at(-1)?.path).toBe('/fhir/$process-message');
  });

  test('carries the token by name, the ids of the delivery and the media type; a transaction goes to the base', async () => {
    const to = recipient(`${receiver.address}/`, 'fhir-transaction', { credential: 'habu' });
    expect(await attempt('takes', to)).toMatchObject({ result: 'confirmed' });
    expect(receiver.arrived.at(-1)?.path).toBe('/fhir');
    expect(receiver.arrived.at(-1)?.headers).toMatchObject({
      authorization: 'Bearer secret-1',
      'content-type': 'application/fhir+json',
      'x-request-id': permitted().delivery.id,
      'x-correlation-id': permitted().delivery.eventId,
    });
  });

  test('says how many bytes it carries, and carries them all: letters of more than one byte too', async () => {
    const resources = [{ resourceType: 'Organization', id: 'o', name: 'Ærø-Ås fødeavdeling' }];
    const to = recipient(receiver.address);
    const { body, hash } = sender.write(permitted(), resources, to, FROM);
    expect(await attempt('takes', to, resources)).toMatchObject({ result: 'confirmed' });
    const [last] = receiver.arrived.slice(-1);
    expect(last?.hash).toBe(hash);
    expect(last?.headers['content-length']).toBe(String(Buffer.byteLength(body)));
    expect(Buffer.byteLength(body)).toBeGreaterThan(body.length);
  });

  test('without the secret nothing leaves', async () => {
    const before = receiver.arrived.length;
    const to = recipient(receiver.address, 'fhir-transaction', { credential: 'unknown' });
    expect(await attempt('takes', to)).toEqual({ result: 'retry', code: 'LENKE_RECIPIENT_LOGIN' });
    expect(receiver.arrived.length).toBe(before);
  });

  test('nobody listens', async () => {
    const to = recipient('http://127.0.0.1:9/fhir', 'fhir-transaction', { id: 'nobody' });
    expect(await attempt('takes', to)).toEqual({ result: 'retry', code: 'LENKE_RECIPIENT_UNREACHABLE' });
  });

  test('a recipient without an address is a result too', async () => {
    const { endpoint: _none, ...nowhere } = recipient(receiver.address);
    expect(await attempt('takes', nowhere)).toEqual({ result: 'retry', code: 'LENKE_NO_ENDPOINT' });
  });
});
