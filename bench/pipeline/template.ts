// What does one birth write? The rows of a real one, transaction by transaction, for the bare loop to write again.

import type pg from 'pg';

/** Rows of records and their index tables; numbers of 64 bits as text. */
export interface RecordRows {
  readonly records: readonly Row[];
  readonly eq: readonly Row[];
  readonly ref: readonly Row[];
  readonly str: readonly Row[];
  readonly ord: readonly Row[];
}

/** A row: column → value as JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** One birth, as written by the gateway. */
export interface Template {
  readonly accept: RecordRows;
  readonly process: RecordRows;
  readonly event: Row;
  readonly deliveries: readonly Row[];
  readonly contents: readonly Row[];
  readonly timers: readonly Row[];
  readonly audit: readonly Row[];
  /** The audit of what left: written by each delivery, in the transaction that held the persons' answers. */
  readonly sent: readonly Row[];
  readonly attempts: readonly Row[];
  /** The Task that follows the referral: what a confirmed delivery rewrites. */
  readonly task: Row | undefined;
  /** Hashes and targets that many resources share (codes, organisations): they stay the same in every copy. */
  readonly shared: readonly string[];
  /** Bodies that were posted, by path; answer that was given. */
  readonly bodies: Readonly<Record<string, string>>;
}

/** Reads the rows of a birth whose deliveries are confirmed. Rows of one transaction share their `xmin`. */
export async function readTemplate(
  database: pg.Pool,
  event: string,
  bodies: Readonly<Record<string, string>>,
): Promise<Template> {
  const rows = async (text: string, ...values: unknown[]): Promise<Row[]> => {
    const result = await database.query(`select to_jsonb(q) as row from (${text}) q`, values);
    return (result.rows as { row: Row }[]).map(({ row }) => row);
  };
  const [own = {}] = await rows(`select * from events where id = $1`, event);
  const trigger = String((own['triggers'] as { reference: string }[])[0]?.reference).split('/')[1];
  const accept = await xmin(database, `select xmin from records where id = $1`, trigger);
  const process = await xmin(
    database,
    `select xmin from deliveries where event_id = $1 and state = 'withheld'`,
    event,
  );
  const deliveries = await rows(`select * from deliveries where event_id = $1 order by seq`, event);
  const [task] = await rows(
    `select r.*, r.res::text as res, r.idh::text as idh, r.present::text as present from records r where id = $1`,
    deliveries
      .map(({ task: reference }) => reference)
      .find((reference) => typeof reference === 'string')
      ?.toString()
      .split('/')[1],
  );
  return {
    accept: await recordRows(rows, accept),
    process: await recordRows(rows, process),
    event: own,
    deliveries,
    contents: await rows(
      `select c.* from delivery_contents c join deliveries d on d.seq = c.delivery_seq where d.event_id = $1`,
      event,
    ),
    timers: await rows(`select * from timers where event_id = $1`, event),
    audit: await rows(`select * from audit where event_id = $1 and action = 'decide'`, event),
    sent: await rows(`select * from audit where event_id = $1 and action = 'send'`, event),
    attempts: await rows(
      `select a.* from attempts a join deliveries d on d.id = a.delivery_id where d.event_id = $1`,
      event,
    ),
    task,
    shared: (
      await rows(
        `select hash::text as value from idx_eq group by hash having count(*) > 8
         union all select target::text from idx_ref group by target having count(*) > 60`,
      )
    ).map(({ value }) => String(value)),
    bodies,
  };
}

async function xmin(database: pg.Pool, text: string, value: unknown): Promise<string> {
  const { rows } = await database.query(`select xmin::text as xmin from (${text}) q`, [value]);
  return String((rows as { xmin: string }[])[0]?.xmin);
}

type Read = (text: string, ...values: unknown[]) => Promise<Row[]>;

async function recordRows(rows: Read, transaction: string): Promise<RecordRows> {
  const of = (columns: string, table: string): Promise<Row[]> =>
    rows(`select ${columns} from ${table} where xmin::text = $1`, transaction);
  return {
    records: await of(
      `res::text as res, type, id, idh::text as idh, version, method, present::text as present, content`,
      'records',
    ),
    eq: await of(`hash::text as hash, res::text as res`, 'idx_eq'),
    ref: await of(`target::text as target, param, res::text as res`, 'idx_ref'),
    str: await of(`param, edge, res::text as res, val`, 'idx_str'),
    ord: await of(`lo, hi, res::text as res, param, edge`, 'idx_ord'),
  };
}
