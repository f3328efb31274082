// Does PostgreSQL read the lists it is sent as what they were here?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ArrayValue, boolsOf, NumberColumn, numbersOf, textsOf } from '../../../src/store/columns.ts';
import { openDatabase, type Database } from '../../../src/store/database.ts';
import { type TestDatabase, testDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let store: Database;

beforeAll(async () => {
  database = await testDatabase();
  store = openDatabase({ connectionString: database.connectionString });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** What PostgreSQL says each element is, as text. */
async function readBack(type: string, value: ArrayValue): Promise<readonly (string | null)[]> {
  const [row] = await store.query<{ list: (string | null)[] }>(`select $1::${type}[]::text[] as list`, [
    value,
  ]);
  return row?.list ?? [];
}

const most = Number.MAX_SAFE_INTEGER;
const NUMBERS = [
  ['no small numbers', 'int2', [], []],
  ['both ends of int2', 'int2', [-32768, 0, 32767], ['-32768', '0', '32767']],
  ['both ends of int4', 'int4', [-(2 ** 31), -1, 2 ** 31 - 1], ['-2147483648', '-1', '2147483647']],
  [
    'numbers for int8 to both sides of 32 bits',
    'int8',
    [2 ** 32 - 1, 2 ** 32, -1, -(2 ** 32) - 1, most, -most],
    ['4294967295', '4294967296', '-1', '-4294967297', String(most), String(-most)],
  ],
  [
    'hashes to both ends of int8',
    'int8',
    [-(2n ** 63n), 2n ** 63n - 1n, 0n],
    ['-9223372036854775808', '9223372036854775807', '0'],
  ],
  [
    'open ends and fractions',
    'float8',
    [-Infinity, Infinity, 5.4, -0.1],
    ['-Infinity', 'Infinity', '5.4', '-0.1'],
  ],
] as const;

test.each(NUMBERS)('%s arrive as they were', async (_, kind, list, expected) => {
  expect(await readBack(kind, numbersOf(list, kind))).toEqual(expected);
});

const TEXTS: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['no text', []],
  ['an empty text and none', ['', null, 'x']],
  ['none at all', [null, null]],
  ['what an array in text would quote', ['{"a":"b\\\\c"}', 'NULL', 'a,b', '{}', '"', '\\']],
  ['letters of one to four bytes', ['aø€😀', 'Åse']],
  ['a long text', ['x'.repeat(300_000)]],
];

test.each(TEXTS)('%s arrives as it was', async (_, list) => {
  expect(await readBack('text', textsOf(list))).toEqual(list);
});

test('truth values arrive as they were', async () => {
  expect(await readBack('bool', boolsOf([true, false, true]))).toEqual(['true', 'false', 'true']);
  expect(await readBack('bool', boolsOf([]))).toEqual([]);
});

test('a column with fewer values than were said is not sent', () => {
  const column = new NumberColumn('int8', 2);
  column.add(1);
  expect(() => column.value).toThrow(TypeError);
});
