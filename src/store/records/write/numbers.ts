// Which number does a new resource get in the index tables? Blocks of a sequence, so that most writes ask nobody.

import type { Tx } from '../../tx.ts';

const BLOCK = 1000;

/** Hands out `count` numbers; asks the database, on the caller's own connection, only when the block is used up. */
export type TakeNumbers = (tx: Tx, count: number) => Promise<number[]>;

/** Numbers of a transaction that rolls back are lost, which costs nothing. */
export function createNumbers(): TakeNumbers {
  const free: number[] = [];
  return async (tx, count) => {
    // Others may take from `free` while this one waits for its block, so it looks again.
    while (free.length < count) {
      const blocks = Math.ceil(count / BLOCK);
      const rows = await tx.query<{ start: string }>(
        `select nextval('record_res') as start from generate_series(1, ${blocks})`,
      );
      for (const { start } of rows) for (let at = 0; at < BLOCK; at += 1) free.push(Number(start) + at);
    }
    return free.splice(0, count);
  };
}
