// Do statements give what `pg` itself gives, and ask for their columns only once?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabase, type Database } from '../../../src/store/database.ts';
import { sqlState } from '../../../src/store/sql-state.ts';
import { readTimestamp } from '../../../src/store/timestamps.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let place: TestDatabase;
let database: Database;
let plain: pg.Client;
/** Descriptions of columns that came. */
let described = 0;

beforeAll(async () => {
  place = await testDatabase();
  database = openDatabase({ connectionString: place.connectionString, poolSize: 1 });
  database.pool.on('connect', (client) => {
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on('rowDescription', () => {
      described += 1;
    });
  });
  plain = new pg.Client({ connectionString: place.connectionString });
  await plain.connect();
});
afterAll(async () => {
  await plain.end();
  await database.close();
  await place.drop();
});

const EVERY_TYPE = `select 1::int2 as i2, -2::int4 as i4, 9007199254740993::int8 as i8, 0.1::float8 as f8, 1.50::numeric as n,
  true as yes, null::bool as nobody, 'æøå "x"' as t, array['a', null, 'b,c'] as list, array[1, 2] as numbers,
  '{"a":[1]}'::jsonb as json, '\\x00ff'::bytea as bytes, timestamptz '2026-11-22 12:00:00.25+00' as at, date '2026-11-22' as day,
  '7d0c1bd0-0000-4000-8000-000000000000'::uuid as u, $1::text as given`;

test('every type of column comes as pg itself gives it, described or not', async () => {
  const expected = (await plain.query(EVERY_TYPE, ['x'])).rows;
  for (const name of [undefined, 'every-type', 'every-type'])
    expect(await database.query(EVERY_TYPE, ['x'], name)).toEqual(expected);
});

test('the columns of a prepared statement are told once on a connection', async () => {
  const before = described;
  for (const n of [1, 2, 3])
    expect(await database.query('select $1::int as n', [n], 'told-once')).toEqual([{ n }]);
  expect(described - before).toBe(1);
});

test('statements that are sent together before any of them is described are each described', async () => {
  const results = await database.tx(async (tx) =>
    Promise.all([1, 2].map((n) => tx.query('select $1::int as n', [n], 'sent-together'))),
  );
  expect(results).toEqual([[{ n: 1 }], [{ n: 2 }]]);
});

test('a prepared statement without rows gives none, also when that is known', async () => {
  await database.query('create table without_rows (id int)');
  for (const id of [1, 2, 3])
    expect(await database.query('insert into without_rows values ($1)', [id], 'no-rows')).toEqual([]);
  expect(await database.query('select count(*)::int as n from without_rows')).toEqual([{ n: 3 }]);
});

test('a prepared statement whose columns became others is refused, and no value gets the name of another', async () => {
  await database.query('create table changing (a int)');
  await database.query('insert into changing values (1)');
  const ask = (): Promise<unknown> => database.query('select * from changing', [], 'changing');
  expect(await ask()).toEqual([{ a: 1 }]);
  await database.query('alter table changing add column b int');
  const refused = await ask().catch((error: unknown) => error);
  expect(sqlState(refused)).toBe('0A000');
  expect(await database.query('select 1 as still')).toEqual([{ still: 1 }]);
});

test('a statement that failed leaves nothing that the next of its name could trip over', async () => {
  const divide = (by: number): Promise<unknown> => database.query('select 10 / $1::int as n', [by], 'divide');
  await expect(divide(0)).rejects.toBeDefined();
  expect(await divide(5)).toEqual([{ n: 2 }]);
  expect(await divide(2)).toEqual([{ n: 5 }]);
});

const read = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text');
const TIMES = [
  ['a whole second', '2026-11-22 12:00:00+00'],
  ['a tenth', '2026-11-22 12:00:00.5+00'],
  ['two digits', '2026-11-22 12:00:00.25+00'],
  ['milliseconds', '2026-11-22 23:59:59.999+00'],
  ['microseconds', '2024-02-29 00:00:00.123456+00'],
  ['another zone', '2026-11-22 12:00:00.5+01'],
  ['a zone with minutes', '2026-11-22 12:00:00.5+05:30'],
  ['a zone with seconds', '1890-11-22 12:00:00+00:43:00'],
  ['the first century', '0099-01-01 00:00:00+00'],
  ['a year of five digits', '12026-11-22 12:00:00+00'],
  ['before the era', '0044-03-15 12:00:00+00 BC'],
  ['no end', 'infinity'],
  ['no beginning', '-infinity'],
] as const;

test.each(TIMES)('%s is the moment pg reads', (_, text) => {
  expect(readTimestamp(text)).toEqual(read(text));
});
