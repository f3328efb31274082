// What would it cost without us? The same transactions, rows, jobs and posts as a birth in the gateway, and no logic at all.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { startQueues } from '../queues/start.ts';
import type { Queues } from '../queues/types.ts';
import { openStore } from '../src/store/connect.ts';
import { migrate } from '../src/store/migrate.ts';
import type { Tx } from '../src/store/types.ts';
import { columnsOf } from './pipeline/columns.ts';
import { createCopier, renamed, type Values } from './pipeline/copy.ts';
import type { Template } from './pipeline/template.ts';

/** Run by bench/pipeline.ts: `node bench/pipeline-bare.ts --template file --database url --receiver url [--redis url]`. */
const { values: options } = parseArgs({
  options: {
    template: { type: 'string', default: '' },
    database: { type: 'string', default: '' },
    receiver: { type: 'string', default: '' },
    redis: { type: 'string' },
  },
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by our own parent process
const template = JSON.parse(readFileSync(options.template, 'utf8')) as Template & { readonly answer: string };
const copyOf = createCopier(template);
const receiver = new Pool(options.receiver, { connections: 24 });
const bodies = Object.entries(template.bodies);
const taskRow = template.task;

const RECORDS = `insert into records (res, type, id, idh, version, updated, deleted, method, present, content)
  select i.res, i.type, i.id, i.idh, i.version, now(), false, i.method, i.present, i.content
  from unnest($1::int8[], $2::int2[], $3::text[], $4::int8[], $5::int4[], $6::text[], $7::int8[], $8::text[])
    as i (res, type, id, idh, version, method, present, content)`;
const EQ = `insert into idx_eq (hash, res) select * from unnest($9::int8[], $10::int8[])`;
const REF = `insert into idx_ref (target, param, res) select * from unnest($11::int8[], $12::int4[], $13::int8[])`;
const STR = `insert into idx_str (param, edge, res, val)
  select * from unnest($14::int4[], $15::int2[], $16::int8[], $17::text[])`;
const ORD = `insert into idx_ord (lo, hi, res, param, edge)
  select * from unnest($18::float8[], $19::float8[], $20::int8[], $21::int4[], $22::int2[])`;
const WRITE = `with e as (${EQ}), f as (${REF}), s as (${STR}), o as (${ORD}) ${RECORDS}`;

/** Locks the case, as whoever plans its events does. */
const FIRST = `select id from oldest_of_case($1)`;
/** Locks the persons, as whoever sends about them does. */
const HOLD = `select pg_advisory_xact_lock_shared(hashtextextended('consent|' || person, 0))
  from (select person from unnest($1::text[]) as p(person) order by person) as sorted`;
const FINISH = `update events set status = 'processed', trail = $2::jsonb where id = $1`;
const CLAIM = `update deliveries set state = 'sending', attempts = attempts + 1, lease_until = now() + interval '45 s',
  first_attempt_at = coalesce(first_attempt_at, now()), updated_at = $2 where event_id = $1 and state = 'queued' returning *`;
const SETTLE = `with m as (update deliveries set state = 'confirmed', standing = false, next_at = null, lease_until = null,
    updated_at = $2 where id = $1 returning id)
  insert into attempts (delivery_id, n, started_at, ms, result, status, bytes_hash)
  select id, 1, $2, 5, 'confirmed', 200, $3 from m`;
const TASK = `with h as (insert into history (res, version, type, updated, method, content)
    select res, version, type, updated, method, content from records where type = $1::int2 and id = $2 returning res)
  update records set version = version + 1, updated = now(), method = 'PUT', content = $3
  where res in (select res from h)`;
const TIMER = `update timers set state = 'met', ended_at = now() where id = $1`;

await migrate({ connectionString: options.database });
const store = await openStore({ connectionString: options.database, poolSize: 16 });

/** Journal rows as the product hands them over: as JSON. */
const insertJson = async (table: string): Promise<string> => {
  const columns = (await columnsOf(store.pool, table)).map((name) => `"${name}"`).join(', ');
  return `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`;
};
const EVENT = await insertJson('events');
const DELIVERIES = await insertJson('deliveries');
const CONTENTS = await insertJson('delivery_contents');
const TIMERS = await insertJson('timers');
const AUDIT = await insertJson('audit');
const births = { next: 1 };
/** What a job's id means; the gateway reads it from its rows. */
const eventOf = new Map<string, number>();
const deliveriesOf = new Map<string, { b: number; ids: readonly string[] }>();
const running: { queues?: Queues } = {};

const write = (tx: Tx, values: readonly Values[]): Promise<unknown> =>
  tx.query(WRITE, values.flat(), 'bare-write');

/** Step 4: resources, event and wake-up in one transaction. */
async function accept(): Promise<string> {
  const b = births.next++;
  const copy = copyOf(b);
  eventOf.set(copy.eventId, b);
  const event = JSON.stringify(
    (JSON.parse(copy.json.event) as object[]).map((row) => ({
      ...row,
      status: 'accepted',
      received_at: new Date(),
    })),
  );
  await store.tx(async (tx) => {
    await write(tx, copy.accept);
    await tx.query(EVENT, [event], 'bare-event');
    await store.outbox.put(tx, [{ queue: 'process', id: copy.eventId, jobId: `p-${copy.eventId}` }]);
    tx.afterCommit(() => running.queues?.poke());
  });
  return copy.eventId;
}

/** Steps 5 to 9: drafts, deliveries, timers, audit and wake-ups in one transaction. */
async function process_(id: string): Promise<Record<string, never>> {
  const b = eventOf.get(id) ?? 0;
  const copy = copyOf(b);
  eventOf.delete(id);
  const rows = (JSON.parse(copy.json.deliveries) as { state: string }[]).map((row) =>
    row.state === 'withheld'
      ? row
      : { ...row, state: 'queued', standing: true, attempts: 0, next_at: new Date() },
  );
  const contents = (JSON.parse(copy.json.contents) as { delivery_seq: number }[]).map((row) => ({
    ...row,
    delivery_seq: b * 10 + (row.delivery_seq % 10),
  }));
  const ids = copy.deliveryIds.filter((_, at) => rows[at]?.state === 'queued');
  deliveriesOf.set(id, { b, ids });
  await store.tx(async (tx) => {
    await tx.query(FIRST, [id], 'bare-first');
    await write(tx, copy.process);
    await tx.query(DELIVERIES, [JSON.stringify(rows)], 'bare-deliveries');
    await tx.query(CONTENTS, [JSON.stringify(contents)], 'bare-contents');
    await tx.query(TIMERS, [copy.json.timers], 'bare-timers');
    await tx.query(AUDIT, [copy.json.audit], 'bare-audit');
    await store.outbox.put(tx, [{ queue: 'deliver', id, jobId: `d-${id}-0` }]);
    await tx.last.query(FINISH, [id, JSON.stringify(template.event['trail'])], 'bare-finish');
    tx.afterCommit(() => running.queues?.poke());
  });
  return {};
}

/** Sends under the persons' lock, and says so in the audit before the lock is given back. */
async function gated<T>(b: number, send: () => Promise<T>[]): Promise<readonly T[]> {
  const [{ persons } = {}] = template.deliveries;
  const answer: { coming?: Promise<T>[] } = {};
  await store.tx(async (tx) => {
    await tx.query(HOLD, [(persons as string[]).map((person) => renamed(person, b))], 'bare-hold');
    answer.coming = send();
    await tx.last.query(AUDIT, [renamed(JSON.stringify(template.sent), b)], 'bare-audit');
  });
  return Promise.all(answer.coming ?? []);
}

/** Steps 10 and 11: take what the event planned, post it, settle it. */
async function deliver(event: string): Promise<Record<string, never>> {
  const { b, ids } = deliveriesOf.get(event) ?? { b: 0, ids: [] };
  deliveriesOf.delete(event);
  // A transaction of one statement needs no begin and no commit, there as here.
  await store.query(CLAIM, [event, new Date()], 'bare-claim');
  const answers = await gated(b, () => ids.map((id, at) => post(id, at)));
  await Promise.all(answers.map(({ body }) => body.dump()));
  await Promise.all(ids.map((id, at) => settle(id, at, b)));
  return {};
}

function post(id: string, at: number): ReturnType<Pool['request']> {
  const [path, body] = bodies[at % bodies.length] ?? ['/', '{}'];
  const headers = { 'content-type': 'application/fhir+json', 'x-request-id': id };
  return receiver.request({ method: 'POST', path, headers, body });
}

async function settle(id: string, at: number, b: number): Promise<void> {
  const settlement = [id, new Date(), template.attempts[0]?.['bytes_hash'] ?? ''];
  if (at !== 0 || !taskRow) {
    await store.query(SETTLE, settlement, 'bare-settle');
    return;
  }
  await store.tx(async (tx) => {
    await tx.query(SETTLE, settlement, 'bare-settle');
    await tx.query(
      TASK,
      [taskRow['type'], renamed(String(taskRow['id']), b), taskRow['content']],
      'bare-task',
    );
    await tx.last.query(TIMER, [renamed(String(template.timers[0]?.['id']), b)], 'bare-timer');
  });
}

/** A handler whose failure ends the run: the queue names its code only, and would try again for ever. */
function told(handle: (id: string) => Promise<Record<string, never>>): typeof handle {
  return (id) =>
    handle(id).catch((error: unknown) => {
      process.stderr.write(`${String(error)} ${error instanceof Error ? String(error.cause) : ''}\n`);
      return process.exit(1);
    });
}

const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: (facts: object) => process.stderr.write(`${JSON.stringify(facts)}\n`),
};
running.queues = await startQueues({
  ...(options.redis !== undefined && { redisUrl: options.redis }),
  pool: store.pool,
  connectionString: options.database,
  tx: (work) => store.tx(work),
  outbox: store.outbox,
  handlers: { process: told(process_), deliver: told(deliver), tick: () => Promise.resolve() },
  roles: new Set(['relay', 'worker']),
  concurrency: { process: 4, deliver: 16 },
  log: silent,
});

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    accept().then(
      (event) =>
        response
          .writeHead(200, { 'content-type': 'application/fhir+json', 'lenke-event': event })
          .end(template.answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.once('SIGTERM', () => process.exit(0));
