// How does a store get large in a minute? Copies of real rows with new numbers, ids and hashes, made by the database itself.

import pg from 'pg';
import { columnsOf } from './columns.ts';

/** A hash that many resources share (a code, a status, an organisation) stays shared; what is somebody's own is changed. */
const SHARED_FROM = 60;

/** Tables that grow, and what a copy changes in a row (`c` is the number of the copy, `d` what is added to numbers). */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  records: {
    res: 'res + d',
    id: `left(id, 50) || '.' || c`,
    idh: 'hashint8extended(idh, c)',
  },
  history: { res: 'res + d' },
  idx_eq: { hash: 'case when shared then hash else hashint8extended(hash, c) end', res: 'res + d' },
  idx_ref: { target: 'case when shared then target else hashint8extended(target, c) end', res: 'res + d' },
  idx_str: { res: 'res + d' },
  idx_ord: { res: 'res + d' },
  events: { id: own('id'), subject: own('subject'), case_ref: own('case_ref') },
  deliveries: {
    id: own('id'),
    event_id: own('event_id'),
    subject: own('subject'),
    case_ref: own('case_ref'),
    lane: own('lane'),
  },
  delivery_contents: { reference: own('reference'), delivery_seq: 'delivery_seq + d' },
  attempts: { delivery_id: own('delivery_id') },
  timers: { id: own('id'), subject: own('subject'), case_ref: own('case_ref'), event_id: own('event_id') },
  audit: { subject: own('subject'), event_id: own('event_id'), delivery_id: own('delivery_id') },
};

function own(column: string): string {
  return `${column} || '.' || c`;
}

/** What marks the shared values of the two hash tables. */
const SHARED: Readonly<Record<string, string>> = { idx_eq: 'hash', idx_ref: 'target' };

async function prepare(client: pg.Client, table: string): Promise<string> {
  const shared = SHARED[table];
  const mark = shared
    ? `, ${shared} in (select ${shared} from ${table} group by ${shared} having count(*) >= ${SHARED_FROM}) as shared`
    : '';
  await client.query(`create temp table t_${table} as select *${mark} from ${table}`);
  const columns = await columnsOf(client, table);
  const values = columns.map((column) => TABLES[table]?.[column] ?? `"${column}"`);
  return `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
    select ${values.join(', ')} from t_${table}, (select $1::int as c, $2::int8 as d) k`;
}

/** Takes the indexes away that belong to no constraint; made again at the end they cost a third. Their definitions. */
async function dropIndexes(client: pg.Client): Promise<readonly string[]> {
  await client.query(`set maintenance_work_mem = '512MB'`);
  const { rows } = await client.query(
    `select indexname, indexdef from pg_indexes where schemaname = 'public' and tablename = any($1::text[])
       and indexname not in (select conname from pg_constraint)`,
    [Object.keys(TABLES)],
  );
  const found = rows as { indexname: string; indexdef: string }[];
  for (const { indexname } of found) await client.query(`drop index ${indexname}`);
  return found.map(({ indexdef }) => indexdef);
}

/** Copies what is there until the store holds about `resources`. Resolves to how many it holds. */
export async function growDatabase(
  connectionString: string,
  resources: number,
  tell: (text: string) => void,
): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('set synchronous_commit = off');
  const inserts: string[] = [];
  for (const table of Object.keys(TABLES)) inserts.push(await prepare(client, table));
  const count = async (): Promise<number> =>
    Number((await client.query('select count(*)::int as count from records')).rows[0].count);
  const before = await count();
  const { rows } = await client.query('select max(res)::text as top from records');
  const step = Number((rows as { top: string }[])[0]?.top) + 1;
  const copies = Math.ceil(resources / before) - 1;
  const indexes = await dropIndexes(client);
  for (let copy = 1; copy <= copies; copy++) {
    await client.query('begin');
    for (const statement of inserts) await client.query(statement, [copy, copy * step]);
    await client.query('commit');
    if (copy % 25 === 0) tell(`${(copy + 1) * before} resources`);
  }
  await client.query(`select setval('record_res', (select max(res) from records) + 1000)`);
  tell('indexes, vacuum and analyze');
  for (const definition of indexes) await client.query(definition);
  await client.query('vacuum analyze');
  const total = await count();
  await client.end();
  return total;
}
