// What does every sender promise? Run against each wire format; the receiver behind it can be told to misbehave.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Gate, Json, Sender } from '../../src/exchange/contract.ts';
import { isFailureCode } from '../../src/domain/failure.ts';
import type { Recipient } from '../../src/domain/recipient.ts';
import { delivery, openGate, permitted } from '../support/permitted.ts';

/** How the receiver behaves for the next requests. */
export type Behaviour =
  | 'takes'
  | 'takes-then-cuts'
  | 'down'
  | 'silent'
  | 'busy'
  | 'broken'
  | 'refuses'
  | 'says-duplicate'
  | 'no-login'
  | 'unreadable'
  | 'huge'
  | 'cut-answer';

/** A sender and a receiver of its format. */
export interface SenderUnderTest {
  readonly sender: Sender;
  readonly recipient: Recipient;
  /** Content the format can carry. */
  readonly resources: readonly Json[];
  behave(as: Behaviour): void;
  /** What arrived since the start: bytes as hex SHA-256 and request id, in order. */
  arrived(): readonly { readonly hash: string; readonly requestId: string }[];
  /** How many pieces of content the receiver holds, however often they were sent. */
  held(): number;
  stop(): Promise<void>;
}

const FROM = { name: 'Lenke', endpoint: 'https://lenke.example/fhir' };

/** Registers the suite for one format. */
export function senderContract(format: string, start: () => Promise<SenderUnderTest>): void {
  describe(`the ${format} sender`, () => {
    let it: SenderUnderTest;
    const attempt = (
      key: string,
      as: Behaviour,
      signal = new AbortController().signal,
      gate: Gate = openGate,
    ) => {
      const allowed = permitted(delivery(key));
      it.behave(as);
      return it.sender.send(
        allowed,
        it.sender.write(allowed, it.resources, it.recipient, FROM),
        it.recipient,
        signal,
        gate,
      );
    };

    beforeAll(async () => {
      it = await start();
    });
    afterAll(() => it.stop());

    test('writes the same delivery as the same bytes', () => {
      const [one, two] = [0, 1].map(() => it.sender.write(permitted(), it.resources, it.recipient, FROM));
      expect(two).toEqual(one);
    });

    test('delivers what the receiver takes', async () => {
      expect(await attempt('takes', 'takes')).toMatchObject({ result: 'confirmed' });
    });

    test('lets nothing leave when the gate stays shut', async () => {
      const before = it.arrived().length;
      const shut = () => Promise.resolve(undefined);
      const result = await attempt('shut', 'takes', new AbortController().signal, shut);
      expect(result).toMatchObject({ result: 'retry', code: 'LENKE_GATE_SHUT' });
      expect(it.arrived()).toHaveLength(before);
    });

    test('closes the gate once the bytes are handed over, before the receiver has answered', async () => {
      const order: string[] = [];
      const gate = () => Promise.resolve(() => void order.push('handed over'));
      await attempt('gate', 'takes', new AbortController().signal, gate).then(() => order.push('answered'));
      expect(order).toEqual(['handed over', 'answered']);
    });

    test.each<[Behaviour, object]>([
      ['down', { result: 'retry', code: 'LENKE_RECIPIENT_UNREACHABLE' }],
      ['silent', { result: 'retry', code: 'LENKE_RECIPIENT_TIMEOUT' }],
      ['busy', { result: 'retry', code: 'LENKE_RECIPIENT_BUSY', retryAfterMs: 3000 }],
      ['broken', { result: 'retry', code: 'LENKE_RECIPIENT_ERROR' }],
      ['refuses', { result: 'refused', code: 'LENKE_RECIPIENT_REFUSED' }],
      ['says-duplicate', { result: 'confirmed', duplicate: true }],
      ['no-login', { result: 'retry', code: 'LENKE_RECIPIENT_LOGIN' }],
      ['unreadable', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
      ['huge', { result: 'retry', code: 'LENKE_RECIPIENT_ANSWER' }],
      ['cut-answer', { result: 'retry', code: 'LENKE_RECIPIENT_UNREACHABLE' }],
    ])('a receiver that is "%s" is a result, never a throw', async (as, expected) => {
      const result = await attempt(`as-${as}`, as);
      expect(result).toMatchObject(expected);
      expect('code' in result ? isFailureCode(result.code) : true).toBe(true);
    });

    test('sends the same bytes and request id again, and a receiver cut off after its work holds the content once', async () => {
      const from = it.arrived().length;
      const before = it.held();
      expect(await attempt('cut', 'takes-then-cuts')).toMatchObject({ result: 'retry' });
      expect(await attempt('cut', 'takes')).toMatchObject({ result: 'confirmed' });
      const [first, second] = it.arrived().slice(from);
      expect(second).toEqual(first);
      expect(it.held() - before).toBeLessThanOrEqual(it.resources.length);
    });

    test('stops at once when the gateway stops, and does not blame the receiver', async () => {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 50);
      const begun = Date.now();
      expect(await attempt('stop', 'silent', stop.signal)).toMatchObject({
        result: 'retry',
        code: 'LENKE_STOPPING',
      });
      expect(Date.now() - begun).toBeLessThan(1000);
    });
  });
}
