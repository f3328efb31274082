// Have we had this message before? The four cases of reliable messaging, also for callers who come together.

import { createHash } from 'node:crypto';
import type { MessageCache, MessageCase, Store } from './types.ts';

interface MessageRow {
  readonly header_id: string;
  readonly bundle_id: string;
  readonly status: number;
  readonly response: string;
}

const LOCK = 'select pg_advisory_xact_lock($1::bigint), pg_advisory_xact_lock($2::bigint)';

const SEEN = `select header_id, bundle_id, status, response from messages
  where sender = $1 and (header_id = $2 or bundle_id = $3)`;

const FINISH = `insert into messages (sender, header_id, bundle_id, status, response, at) values ($1, $2, $3, $4, $5, $6)
  on conflict (sender, header_id, bundle_id) do update
    set status = excluded.status, response = excluded.response, at = excluded.at`;

/** Builds the cache of answers. */
export function createMessageCache(query: Store['query']): MessageCache {
  return {
    async begin(tx, sender, headerId, bundleId) {
      await tx.query(LOCK, locksOf(sender, headerId, bundleId), 'message-lock');
      // A statement of its own: its snapshot must be younger than the lock.
      const rows = await tx.query<MessageRow>(SEEN, [sender, headerId, bundleId], 'message-seen');
      return caseOf(rows, headerId, bundleId);
    },
    async finish(tx, sender, headerId, bundleId, status, response, at) {
      await tx.query(FINISH, [sender, headerId, bundleId, status, response, at], 'message-finish');
    },
    async prune(before) {
      const text =
        'with gone as (delete from messages where at < $1 returning 1) select count(*)::int as gone from gone';
      return (await query<{ gone: number }>(text, [before]))[0]?.gone ?? 0;
    },
  };
}

function caseOf(rows: readonly MessageRow[], headerId: string, bundleId: string): MessageCase {
  const same = rows.find((row) => row.header_id === headerId && row.bundle_id === bundleId);
  if (same) return { kind: 'repeat', status: same.status, response: same.response };
  if (rows.some((row) => row.bundle_id === bundleId)) return { kind: 'bundle-seen' };
  return rows.length > 0 ? { kind: 'header-seen' } : { kind: 'new' };
}

/** Two locks, in an order all callers share: two messages that cross can then not wait for one another for ever. */
function locksOf(sender: string, headerId: string, bundleId: string): readonly string[] {
  const locks = [lockOf('header', sender, headerId), lockOf('bundle', sender, bundleId)];
  return locks.sort((one, other) => (one < other ? -1 : 1)).map(String);
}

function lockOf(...parts: readonly string[]): bigint {
  return createHash('sha256').update(JSON.stringify(parts)).digest().readBigInt64BE();
}
