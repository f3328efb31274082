// What came of one try? Whatever a receiver or a network does is an AttemptResult.

import type { AttemptResult } from '../../domain/delivery.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { PermittedDelivery } from '../../domain/verdict.ts';
import type { Gate, Outgoing } from '../contract.ts';
import { classify, type Asked } from './classify.ts';
import type { Post } from './post.ts';
import { messageId } from './write.ts';

/** What sending needs from outside. */
export interface SendParts {
  /** The secret of a name; undefined when settings do not have it. */
  credential(name: string): string | undefined;
  /** The connections to a recipient. */
  connections(recipient: Recipient & Required<Pick<Recipient, 'endpoint'>>): Post;
  readonly clock: Clock;
}

function hasEndpoint(recipient: Recipient): recipient is Recipient & Required<Pick<Recipient, 'endpoint'>> {
  return recipient.endpoint !== undefined;
}

/**
 * One try. Ends within the endpoint's timeout, reads no more than the answer limit, follows no redirect, and never
 * throws. A credential that settings lack is a failed login without a request: nothing leaves unauthenticated.
 */
export async function send(
  permitted: PermittedDelivery,
  outgoing: Outgoing,
  recipient: Recipient,
  signal: AbortSignal,
  gate: Gate,
  parts: SendParts,
): Promise<AttemptResult> {
  if (!hasEndpoint(recipient)) return { result: 'retry', code: 'LENKE_NO_ENDPOINT' };
  const { format, credential } = recipient.endpoint;
  const token = credential === undefined ? undefined : parts.credential(credential);
  if (credential !== undefined && token === undefined)
    return { result: 'retry', code: 'LENKE_RECIPIENT_LOGIN' };
  const asked: Asked = {
    format,
    methods: outgoing.methods,
    messageId: messageId(permitted.delivery),
  };
  const answer = await parts.connections(recipient).post(outgoing, token, signal, gate);
  return typeof answer === 'string'
    ? { result: 'retry', code: answer }
    : classify(answer, asked, parts.clock.now());
}
