// What would it cost without FHIR? The same rows written and read on the same PostgreSQL, behind node:http, and no logic at all.

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import type { JsonObject } from '../../src/domain/json.ts';
import { compileQuery } from '../../src/fhir/search/compile-query.ts';
import { hash64 } from '../../src/fhir/search/hash.ts';
import { indexResource } from '../../src/fhir/search/index-resource.ts';
import type { IndexEntries } from '../../src/fhir/search/entries.ts';
import { createSearchParameters } from '../../src/fhir/search/parameters.ts';
import { openStore } from '../../src/store/connect.ts';
import type { Tx } from '../../src/store/types.ts';
import { linked, observation, patient, PEOPLE, SYSTEM } from './samples.ts';

/** Run by bench/fhir.ts: `node bench/fhir/bare.ts --database url`. */
const { values: options } = parseArgs({ options: { database: { type: 'string', default: '' } } });
const store = await openStore({ connectionString: options.database, poolSize: 16 });
const parameters = createSearchParameters();
const NUMBER = {
  Patient: parameters.resources.indexOf('Patient'),
  Observation: parameters.resources.indexOf('Observation'),
};

/** Index rows of a resource, computed once: only what must be its own is changed for each that is written. */
function rowsOf(resource: object): IndexEntries {
  const stamped = { meta: { lastUpdated: '2026-11-22T12:00:00.000Z' }, ...resource } as unknown as JsonObject;
  return indexResource(stamped, parameters.of(stamped.resourceType));
}

const onePatient = rowsOf(patient('a', { id: 'a' }));
const shared = new Set(rowsOf(patient('b', { id: 'b' })).eq);
const oneObservation = rowsOf(observation('Patient/a', { id: 'a' }));
const subject = parameters.get('Observation', 'subject')?.id ?? 0;
const numbers = { next: 2_000_000_000 };

/** Hash of the search by identifier of each of the people. */
const identifierOf = new Map(
  Array.from({ length: PEOPLE }, (_, n) => {
    const criteria = [{ parameter: 'identifier', values: [`${SYSTEM}|p${n}`] }];
    const query = { type: 'Patient', criteria, includes: [], sort: [] };
    const [first] = compileQuery(query, parameters, new Date()).conditions;
    return [`p${n}`, first?.kind === 'eq' ? first.hashes[0] : undefined];
  }),
);

interface Row {
  readonly type: 'Patient' | 'Observation';
  readonly content: string;
  readonly target?: bigint;
}

const WRITE = `with e as (insert into idx_eq (hash, res) select * from unnest($8::int8[], $9::int8[])),
  f as (insert into idx_ref (target, param, res) select * from unnest($10::int8[], $11::int4[], $12::int8[])),
  s as (insert into idx_str (param, edge, res, val) select * from unnest($13::int4[], $14::int2[], $15::int8[], $16::text[])),
  o as (insert into idx_ord (lo, hi, res, param, edge)
    select * from unnest($17::float8[], $18::float8[], $19::int8[], $20::int4[], $21::int2[]))
  insert into records (res, type, id, idh, version, updated, deleted, method, present, content)
  select i.res, i.type, i.id, i.idh, 1, now(), false, $7, i.present, i.content
  from unnest($1::int8[], $2::int2[], $3::text[], $4::int8[], $5::int8[], $6::text[]) as i (res, type, id, idh, present, content)`;

const list = (values: readonly unknown[]): string => `{${values.join(',')}}`;
const own = (hash: bigint, res: number): bigint =>
  shared.has(hash) ? hash : BigInt.asIntN(64, hash ^ (BigInt(res) * 0x9e37_79b9_7f4a_7c15n));

/** Writes rows with the indexes they have in the gateway; their ids. */
async function write(tx: Tx, rows: readonly Row[]): Promise<string[]> {
  const made = rows.map((row) => {
    numbers.next += 1;
    return {
      ...row,
      id: randomUUID(),
      res: numbers.next,
      index: row.type === 'Patient' ? onePatient : oneObservation,
    };
  });
  const eq = made.flatMap(({ index, res }) => index.eq.map((hash) => [own(hash, res), res]));
  const ref = made.flatMap(({ index, res, target }) =>
    index.ref.map((one) => [target ?? one.target, one.parameter, res]),
  );
  const str = made.flatMap(({ index, res }) =>
    index.str.map((one) => [one.parameter, one.edge, res, one.value]),
  );
  const ord = made.flatMap(({ index, res }) =>
    index.ord.map((one) => [one.lo, one.hi, res, one.parameter, one.edge]),
  );
  const column = (from: readonly unknown[][], at: number): string => list(from.map((one) => one[at]));
  await tx.query(
    WRITE,
    [
      list(made.map(({ res }) => res)),
      list(made.map(({ type }) => NUMBER[type])),
      made.map(({ id }) => id),
      list(made.map(({ type, id }) => hash64(`${type}/${id}`))),
      list(made.map(({ index }) => index.present)),
      made.map(({ content }) => content),
      'POST',
      ...[0, 1].map((at) => column(eq, at)),
      ...[0, 1, 2].map((at) => column(ref, at)),
      ...[0, 1, 2].map((at) => column(str, at)),
      str.map((one) => one[3]),
      ...[0, 1, 2, 3, 4].map((at) => column(ord, at)),
    ],
    'bare-write',
  );
  return made.map(({ id }) => id);
}

const bundle = (rows: readonly { content: string }[]): string =>
  `{"resourceType":"Bundle","type":"searchset","entry":[${rows.map(({ content }) => `{"resource":${content}}`).join(',')}]}`;

async function read(id: string): Promise<string> {
  const rows = await store.query<{ content: string }>(
    'select content from records where type = $1 and id = $2',
    [NUMBER.Patient, id],
    'bare-read',
  );
  return rows[0]?.content ?? '';
}

async function byIdentifier(id: string): Promise<string> {
  return bundle(
    await store.query<{ content: string }>(
      `select r.content from (select e.res from idx_eq e where e.hash = $1 order by e.res desc limit 51) k
       join records r using (res) where not r.deleted order by r.res desc`,
      [identifierOf.get(id)],
      'bare-identifier',
    ),
  );
}

async function bySubject(id: string): Promise<string> {
  const target = hash64(`Patient/${id}`);
  const rows = await store.query<{ content: string }>(
    `select r.content from (select x.res from idx_ref x where x.target = $1 and x.param = $2 order by x.res desc limit 21) k
     join records r using (res) where not r.deleted order by r.res desc`,
    [target, subject],
    'bare-subject',
  );
  return bundle([...rows, { content: await read(id) }]);
}

async function update(id: string, content: string): Promise<string> {
  return store.tx(async (tx) => {
    const rows = await tx.query<{ res: string; version: number }>(
      'select res, version, content from records where type = $1 and id = $2 for update',
      [NUMBER.Patient, id],
      'bare-lock',
    );
    const { res, version } = rows[0] ?? { res: '0', version: 0 };
    await tx.query(
      `with h as (insert into history (res, version, type, updated, method, content)
           select res, version, type, updated, method, content from records where res = $1),
         g as (delete from idx_ord where res = $1 and param = $2),
         o as (insert into idx_ord (lo, hi, res, param, edge) values ($3, $3, $1, $2, 3))
       update records set version = $4, updated = now(), method = 'PUT', content = $5 where res = $1`,
      [res, parameters.get('Patient', '_lastUpdated')?.id ?? 0, Date.now(), version + 1, content],
      'bare-update',
    );
    return content;
  });
}

async function transaction(n: string): Promise<string> {
  const entries = (linked(n) as { entry: { resource: { resourceType: Row['type'] } }[] }).entry;
  const target = hash64(`Patient/${n}`);
  const ids = await store.tx(async (tx) => {
    await tx.query(
      'select place, res from records_locked($1::int8[], $1::int8[])',
      [`{${hash64(n)}}`],
      'bare-locked',
    );
    return write(
      tx,
      entries.map(({ resource }) => ({
        type: resource.resourceType,
        content: JSON.stringify(resource),
        target,
      })),
    );
  });
  return JSON.stringify(ids);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function answer(request: IncomingMessage): Promise<string> {
  const url = request.url ?? '';
  const id = /p\d+/.exec(url)?.[0] ?? '';
  if (request.method === 'GET') {
    if (url.startsWith('/fhir/Patient?')) return byIdentifier(id);
    return url.startsWith('/fhir/Observation') ? bySubject(id) : read(id);
  }
  const body = await bodyOf(request);
  if (url === '/fhir') {
    numbers.next += 1;
    return transaction(`bare${numbers.next}`);
  }
  if (url.endsWith('$validate')) return JSON.stringify(JSON.parse(body));
  if (request.method === 'PUT') return update(id, body);
  await store.tx((tx) => write(tx, [{ type: 'Patient', content: body }]));
  return body;
}

const server = createServer((request, reply) => {
  answer(request).then(
    (body) => reply.setHeader('content-type', 'application/fhir+json').end(body),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      reply.writeHead(500).end();
    },
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(
    `${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`,
  );
});
process.once('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void store.close().then(() => process.exit(0)));
});
