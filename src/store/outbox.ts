// Whom must the queues wake? Rows written with what they announce, taken by the relay.

import type { Outbox, OutboxJob, Store } from './types.ts';

interface OutboxRow {
  readonly id: string;
  readonly queue: OutboxJob['queue'];
  readonly wakes: string;
  readonly job_id: string;
  readonly not_before: Date | null;
}

const PUT = `insert into outbox (queue, wakes, job_id, not_before)
  select queue, id, "jobId", "notBefore"
    from json_to_recordset($1::json) as j(queue text, id text, "jobId" text, "notBefore" timestamptz)`;

// array(…) instead of in (…): when statistics say the table is empty, in (…) is planned as a scan of all of it.
const TAKE = `delete from outbox where id = any(array(
    select id from outbox order by id for update skip locked limit $1))
  returning id, queue, wakes, job_id, not_before`;

/** Builds the outbox. */
export function createOutbox(query: Store['query']): Outbox {
  return {
    async put(tx, jobs) {
      if (jobs.length > 0) await tx.query(PUT, [JSON.stringify(jobs)], 'outbox-put');
    },
    async take(tx, limit) {
      const rows = await tx.query<OutboxRow>(TAKE, [limit], 'outbox-take');
      return rows.sort(byId).map(readJob);
    },
    async depth() {
      const rows = await query<{ depth: number }>('select count(*)::int as depth from outbox');
      return rows[0]?.depth ?? 0;
    },
  };
}

/** RETURNING promises no order. */
function byId(one: OutboxRow, other: OutboxRow): number {
  return Number(one.id) - Number(other.id);
}

function readJob(row: OutboxRow): OutboxJob {
  const job = { queue: row.queue, id: row.wakes, jobId: row.job_id };
  return row.not_before === null ? job : { ...job, notBefore: row.not_before };
}
