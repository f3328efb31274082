// What does every wire format promise? Read what comes, write what goes, understand the receipt.

import type { AttemptResult } from '../domain/delivery.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { PermittedDelivery } from '../domain/verdict.ts';

/** A resource as JSON object. */
export type Json = { readonly resourceType: string; readonly id?: string; readonly [key: string]: unknown };

/** A message ready to leave: the same delivery always gives the same bytes. */
export interface Outgoing {
  readonly method: 'POST' | 'PUT';
  /** Path under the recipient's address: '' for a transaction, '/$process-message' for a message. */
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** X-Request-ID: stable over retries. X-Correlation-ID: stable over the conversation. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 hex of `body`. */
  readonly hash: string;
  /** Methods of the entries of a transaction, in their order: each must be answered. None in a message. */
  readonly methods: readonly string[];
}

/** Who sends, for MessageHeader.source, Task.requester and such. */
export interface SenderIdentity {
  readonly name: string;
  readonly endpoint: string;
}

/**
 * Asked once the connection stands, before the first byte: resolves to what to call when the bytes are handed over, or to
 * undefined when nothing may leave after all.
 */
export type Gate = () => Promise<(() => void) | undefined>;

/** One wire format, outbound. */
export interface Sender {
  /** Pure. `resources` are the narrowed content in the order of the delivery. */
  write(
    permitted: PermittedDelivery,
    resources: readonly Json[],
    recipient: Recipient,
    from: SenderIdentity,
  ): Outgoing;
  /**
   * One try over the network. Takes the permission too, so that nothing undecided can be sent, and asks the gate before
   * the first byte leaves (LENKE_GATE_SHUT when it stays shut). Never throws for what a receiver or a network does: that
   * is an AttemptResult. Time and size are limited.
   */
  send(
    permitted: PermittedDelivery,
    outgoing: Outgoing,
    recipient: Recipient,
    signal: AbortSignal,
    gate: Gate,
  ): Promise<AttemptResult>;
}
