// How does a store get large in a minute? Copies of real rows with new numbers, ids and hashes, made by the database itself.

import pg from 'pg';

/** A hash that many resources share (a code, a status, an organisation) stays shared; what is somebody's own is changed. */
const SHARED_FROM = 60;

const COPY = [
  `create temp table shared_eq as select hash from idx_eq group by hash having count(*) >= ${SHARED_FROM}`,
  `create temp table shared_ref as select target from idx_ref group by target having count(*) >= ${SHARED_FROM}`,
  `create temp table t_records as select * from records`,
  `create temp table t_eq as select i.*, s.hash is not null as shared from idx_eq i left join shared_eq s using (hash)`,
  `create temp table t_ref as select i.*, s.target is not null as shared from idx_ref i left join shared_ref s using (target)`,
  `create temp table t_str as select * from idx_str`,
  `create temp table t_ord as select * from idx_ord`,
  `create temp table t_history as select * from history`,
  `create temp table t_events as select * from events`,
  `create temp table t_deliveries as select * from deliveries`,
  `create temp table t_timers as select * from timers`,
  `create temp table t_attempts as select * from attempts`,
  `create temp table t_audit as select * from audit`,
  `create temp table t_contents as select * from delivery_contents`,
];

/** `$1` is the number of the copy, `$2` what is added to the number of a resource. */
const INSERTS = [
  `insert into records (res, type, id, idh, version, updated, deleted, method, present, content)
   select res + $2::int8, type, left(id, 40) || '.' || $1::int, hashint8extended(idh, $1::int), version, updated, deleted,
     method, present, content from t_records`,
  `insert into idx_eq (hash, res) select case when shared then hash else hashint8extended(hash, $1::int) end, res + $2::int8 from t_eq`,
  `insert into idx_ref (target, param, res)
   select case when shared then target else hashint8extended(target, $1::int) end, param, res + $2::int8 from t_ref`,
  `insert into idx_str (param, edge, res, val) select param, edge, res + $2::int8, val from t_str where $1::int > 0`,
  `insert into idx_ord (lo, hi, res, param, edge) select lo, hi, res + $2::int8, param, edge from t_ord where $1::int > 0`,
  `insert into history (res, version, type, updated, method, content)
   select res + $2::int8, version, type, updated, method, content from t_history where $1::int > 0`,
  `insert into events (id, code, subject, case_ref, at, received_at, source, correlation, triggers, status, trail, next_at)
   select id || '.' || $1::int, code, subject || '.' || $1::int, case_ref || '.' || $1::int, at, received_at, source,
     correlation, triggers, status, trail, next_at from t_events where $2::int8 > 0`,
  `insert into deliveries (id, event_id, action, recipient, role, subject, case_ref, lane, content, claimed_basis,
     evaluate_only, task, not_before, planned_at, state, standing, effect, rule, basis, reason, attempts, next_at, updated_at)
   select id || '.' || $1::int, event_id || '.' || $1::int, action, recipient, role, subject || '.' || $1::int,
     case_ref || '.' || $1::int, lane || '.' || $1::int, content, claimed_basis, evaluate_only, task, not_before, planned_at,
     state, standing, effect, rule, basis, reason, attempts, next_at, updated_at from t_deliveries where $2::int8 > 0`,
  `insert into timers (id, code, action, subject, case_ref, event_id, due, late, cancel_on, state, ended_at)
   select id || '.' || $1::int, code, action, subject || '.' || $1::int, case_ref || '.' || $1::int,
     event_id || '.' || $1::int, due, late, cancel_on, state, ended_at from t_timers where $2::int8 > 0`,
  `insert into attempts (delivery_id, n, started_at, ms, result, code, status, outcome, bytes_hash)
   select delivery_id || '.' || $1::int, n, started_at, ms, result, code, status, outcome, bytes_hash
   from t_attempts where $2::int8 > 0`,
  `insert into audit (at, action, caller, recipient, subject, classes, effect, rule, basis, law_version, evidence, event_id, delivery_id, detail)
   select at, action, caller, recipient, subject || '.' || $1::int, classes, effect, rule, basis, law_version, evidence,
     event_id || '.' || $1::int, delivery_id || '.' || $1::int, detail from t_audit where $2::int8 > 0`,
  `insert into delivery_contents (reference, delivery_seq)
   select reference || '.' || $1::int, delivery_seq + $2::int8 from t_contents`,
];

/** Copies what is there until the store holds about `resources`. Resolves to how many it holds. */
export async function growDatabase(
  connectionString: string,
  resources: number,
  tell: (text: string) => void,
): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('set synchronous_commit = off');
  for (const statement of COPY) await client.query(statement);
  const count = async (): Promise<number> =>
    Number((await client.query('select count(*)::int as count from records')).rows[0].count);
  const own = await count();
  const { rows } = await client.query('select max(res)::text as top from records');
  const step = Number((rows as { top: string }[])[0]?.top) + 1;
  const copies = Math.ceil(resources / own) - 1;
  for (let copy = 1; copy <= copies; copy++) {
    await client.query('begin');
    for (const statement of INSERTS) await client.query(statement, [copy, copy * step]);
    await client.query('commit');
    if (copy % 25 === 0) tell(`${(copy + 1) * own} resources`);
  }
  await client.query(`select setval('record_res', (select max(res) from records) + 1000)`);
  tell('vacuum and analyze');
  await client.query('vacuum analyze');
  const total = await count();
  await client.end();
  return total;
}
