// Which number does a new resource get in the index tables? Blocks of a sequence, so that most writes ask nobody.

import type { Tx } from '../../tx.ts';

const BLOCK = 1000;

/** Hands out `count` numbers; asks the database, on the caller's own connection, only when the block is used up. */
export type TakeNumbers = (tx: Tx, count: number) => Promise<number[]>;

/**
 * Numbers of a transaction that rolls back are lost, which costs nothing. What is left of its block is for others only once it
 * has committed: until then a server that crashes may not have kept that the block was taken, and gives it away again.
 */
export function createNumbers(): TakeNumbers {
  const free: number[] = [];
  return async (tx, count) => {
    if (free.length >= count) return free.splice(0, count);
    const blocks = Math.ceil(count / BLOCK);
    const rows = await tx.query<{ start: string }>(
      `select nextval('record_res') as start from generate_series(1, ${blocks})`,
    );
    const taken = rows.flatMap(({ start }) => Array.from({ length: BLOCK }, (_, at) => Number(start) + at));
    const own = taken.splice(0, count);
    tx.afterCommit(() => void free.push(...taken));
    return own;
  };
}
