// Who takes what leaves? A receiver in this process: it counts the bytes, checks that they are valid FHIR, and answers.

import { createHash } from 'node:crypto';
import type { Clock } from '../../domain/clock.ts';
import { isObject, isResource, items } from '../../domain/json.ts';
import type { Outgoing, Sender } from '../../exchange/contract.ts';
import { classify, type Answer } from '../../exchange/fhir/classify.ts';
import { messageId, write } from '../../exchange/fhir/write.ts';
import type { Validator } from '../../fhir/validator/validator.ts';
import type { Random } from './random.ts';

/** What was received. */
export interface Received {
  readonly byRecipient: Map<string, { requests: number; bytes: number }>;
  requests: number;
  bytes: number;
  /** Requests that came while the receiver was away. */
  turnedAway: number;
  /** Bodies that are not valid. */
  invalid: number;
  /** One hash over all bytes in the order they came: the same seed gives the same hash. */
  hash: string;
}

/** A sender whose receiver is `received`; the bytes are written by the real writer, and judged by the real reader of answers. */
export function createReceiver(
  parts: {
    readonly validator: Validator;
    readonly clock: Clock;
    readonly random: Random;
    readonly away: number;
    /** Told of the bytes of every request, also of one that met a receiver that was away. */
    readonly heard?: (recipient: string, action: string, body: string) => void;
  },
  received: Received,
): Sender {
  return {
    write,
    async send(permitted, outgoing, recipient, _signal, gate) {
      const handedOver = await gate();
      if (!handedOver) return { result: 'retry', code: 'LENKE_GATE_SHUT' };
      handedOver();
      parts.heard?.(recipient.id, permitted.delivery.action, outgoing.body);
      const isAway = parts.random.chance(parts.away);
      take(outgoing, recipient.id, isAway, parts.validator, received);
      const format = recipient.endpoint?.format ?? 'fhir-transaction';
      const methods = methodsIn(outgoing.body);
      const asked = { format, methods, messageId: messageId(permitted.delivery) };
      return classify(isAway ? { status: 503 } : answerTo(format, methods), asked, parts.clock.now());
    },
  };
}

/** Nothing received yet. */
export function nothingReceived(): Received {
  return { byRecipient: new Map(), requests: 0, bytes: 0, turnedAway: 0, invalid: 0, hash: '' };
}

function take(
  { body, hash }: Outgoing,
  recipient: string,
  isAway: boolean,
  validator: Validator,
  received: Received,
): void {
  if (isAway) {
    received.turnedAway += 1;
    return;
  }
  const of = received.byRecipient.get(recipient) ?? { requests: 0, bytes: 0 };
  const bytes = Buffer.byteLength(body);
  received.byRecipient.set(recipient, { requests: of.requests + 1, bytes: of.bytes + bytes });
  received.requests += 1;
  received.bytes += bytes;
  received.hash = createHash('sha256').update(received.hash).update(hash).digest('hex');
  const issues = validator.validate(JSON.parse(body));
  if (issues.some(({ severity }) => severity === 'error' || severity === 'fatal')) received.invalid += 1;
}

function methodsIn(body: string): readonly string[] {
  const bundle: unknown = JSON.parse(body);
  return entriesOf(bundle).map((entry) =>
    isObject(entry) && isObject(entry['request']) ? String(entry['request']['method']) : '',
  );
}

function entriesOf(bundle: unknown): readonly unknown[] {
  return isResource(bundle) ? items(bundle['entry']) : [];
}

/** 201 for each entry of a transaction; a message is fully processed, with nothing to say. */
function answerTo(format: string, methods: readonly string[]): Answer {
  if (format === 'fhir-message') return { status: 204 };
  const entry = methods.map(() => ({ response: { status: '201 Created' } }));
  return {
    status: 200,
    contentType: 'application/fhir+json',
    body: { resourceType: 'Bundle', type: 'transaction-response', entry },
  };
}
