// What did a pretend system receive? Every request in order, for a checker that compares it with what was acknowledged.

import type { SandboxStore } from './store.ts';

/** One request; never its content. */
export interface ReceivedRequest {
  readonly at: string;
  readonly method: string;
  /** Path under the base, without query. */
  readonly path: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  /** SHA-256 hex of the body; absent when it was not read. */
  readonly hash?: string;
  /** HTTP status answered, or what was done instead. */
  readonly answered: number | 'destroyed' | 'cut-after-work';
}

/** What is asked of it afterwards. */
export interface ReceivedReport {
  readonly requests: number;
  readonly order: readonly ReceivedRequest[];
  /** Per X-Request-ID: how often it came, with which bodies (more than one hash: the sender changed its bytes). */
  readonly requestIds: Readonly<Record<string, { count: number; hashes: readonly string[] }>>;
  /** Per `Type|system|value`: how many resources hold it (more than one: something is there twice). */
  readonly identifiers: Readonly<Record<string, number>>;
  readonly resources: number;
}

/** The report over what was received and what is held. */
export function reportReceived(order: readonly ReceivedRequest[], store: SandboxStore): ReceivedReport {
  const requestIds: Record<string, { count: number; hashes: readonly string[] }> = {};
  for (const { requestId, hash } of order) {
    if (requestId === undefined) continue;
    const seen = requestIds[requestId] ?? { count: 0, hashes: [] };
    const isNew = hash !== undefined && !seen.hashes.includes(hash);
    requestIds[requestId] = { count: seen.count + 1, hashes: isNew ? [...seen.hashes, hash] : seen.hashes };
  }
  return {
    requests: order.length,
    order,
    requestIds,
    identifiers: store.identifiers(),
    resources: store.count(),
  };
}
