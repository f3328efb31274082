// Who else is reading just now? Reads that come while others are under way become one statement.

import type { Store } from '../types.ts';
import { COLUMNS, type RecordRow } from './rows.ts';

/** Reads gather while one statement is under way: 16 callers then make some 15 reads of one statement, and it takes a fifth of the CPU. */
const MOST = 100;
/** A statement by primary key takes a millisecond. One that takes this long is in trouble, which must not become everybody's. */
const SLOW_MS = 25;
const MOST_LANES = 4;

interface Waiting {
  readonly type: number;
  readonly id: string;
  readonly resolve: (found: RecordRow | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads the row of a current version, whoever may see it; type and id are of the right form. */
export type ReadTogether = (type: number, id: string) => Promise<RecordRow | undefined>;

async function readBatch(query: Store['query'], batch: readonly Waiting[]): Promise<void> {
  try {
    const rows = await query<RecordRow>(
      `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as a (type, id)
         join records r on r.type = a.type and r.id = a.id`,
      [`{${batch.map(({ type }) => type).join(',')}}`, batch.map(({ id }) => id)],
      'records-read-several',
    );
    const found = new Map(rows.map((row) => [`${row.type}/${row.id}`, row]));
    for (const { type, id, resolve } of batch) resolve(found.get(`${type}/${id}`));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

/**
 * Builds the gathering of reads. A statement begins after every read it answers was asked for, so each sees all that was
 * acknowledged before.
 */
export function createReadTogether(query: Store['query']): ReadTogether {
  const waiting: Waiting[] = [];
  const lanes = { busy: 0, since: 0 };
  const mayStart = (): boolean =>
    lanes.busy === 0 || (lanes.busy < MOST_LANES && performance.now() - lanes.since > SLOW_MS);
  const start = (): void => {
    if (waiting.length === 0 || !mayStart()) return;
    lanes.busy += 1;
    lanes.since = performance.now();
    void readBatch(query, waiting.splice(0, MOST)).finally(() => {
      lanes.busy -= 1;
      start();
    });
  };
  return (type, id) =>
    new Promise((resolve, reject) => {
      waiting.push({ type, id, resolve, reject });
      start();
    });
}
