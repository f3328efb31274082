// Do transactions, named failures and migrations keep their promises?

import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../src/domain/failure.ts';
import { openDatabase, type Database } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { startEmbedded } from '../../../src/store/embedded/start.ts';
import type { Tx } from '../../../src/store/types.ts';
import { sqlState } from '../../../src/store/sql-state.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';

describe('the database', () => {
  let place: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    place = await testDatabase();
    database = openDatabase({ connectionString: place.connectionString, statementTimeoutMs: 2_000 });
    await database.query('create table things (id int primary key, value int not null)');
  });

  beforeEach(() => database.query('truncate things'));

  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  test('a transaction that throws leaves nothing, and its error comes through unchanged', async () => {
    const error = new GatewayError('LENKE_NOT_VALID');
    const failing = database.tx(async (tx) => {
      await tx.query('insert into things values (1, 1)');
      throw error;
    });
    await expect(failing).rejects.toBe(error);
    expect(await database.query('select * from things')).toEqual([]);
  });

  test('a deadlock is tried again until both have done their work', async () => {
    await database.query('insert into things values (1, 0), (2, 0)');
    const add = (first: number, second: number) =>
      database.tx(async (tx) => {
        await tx.query('update things set value = value + 1 where id = $1', [first]);
        await sleep(60);
        await tx.query('update things set value = value + 1 where id = $1', [second]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(await database.query('select sum(value)::int as sum from things')).toEqual([{ sum: 4 }]);
  });

  test('a conflict that stays is given up after four times, and nobody is poked', async () => {
    const seen = { tries: 0, pokes: 0 };
    const stubborn = database.tx(async (tx) => {
      seen.tries += 1;
      tx.afterCommit(() => {
        seen.pokes += 1;
      });
      await tx.query(`do $$ begin raise exception using errcode = '40001'; end $$`);
    });
    await expect(stubborn).rejects.toMatchObject({ code: 'LENKE_STORE_BUSY' });
    expect(seen).toEqual({ tries: 4, pokes: 0 });
  });

  test('a failed statement that was swallowed does not look like a commit', async () => {
    const careless = database.tx(async (tx) => {
      await tx.query('insert into things values (1, 1)');
      await tx.query('select 1 / 0').catch(() => []);
    });
    await expect(careless).rejects.toMatchObject({ code: 'LENKE_INTERNAL' });
    expect(await database.query('select * from things')).toEqual([]);
  });

  test('the commit goes along with the last statement, and what comes after is refused', async () => {
    const order: string[] = [];
    const late = database.tx(async (tx) => {
      await tx.query('insert into things values (1, 1)');
      tx.afterCommit(() => order.push('after'));
      await tx.last.query('insert into things values (2, 2)');
      const others = await database.query<{ id: number }>('select id from things order by id');
      order.push(...others.map(({ id }) => String(id)));
      return 'kept';
    });
    expect(await late).toBe('kept');
    expect(order).toEqual(['1', '2', 'after']);
    const greedy = database.tx(async (tx) => {
      await tx.last.query('insert into things values (3, 3)');
      await tx.query('insert into things values (4, 4)');
    });
    await expect(greedy).rejects.toMatchObject({ code: 'LENKE_INTERNAL' });
    expect(await database.query('select count(*)::int as n from things')).toEqual([{ n: 3 }]);
  });

  test('a last statement that fails leaves nothing and says itself why', async () => {
    await database.query('insert into things values (1, 1)');
    const twice = database.tx(async (tx) => {
      await tx.query('insert into things values (2, 2)');
      await tx.last.query('insert into things values (1, 9)');
    });
    const cause = await twice.catch((error: unknown) => sqlState((error as GatewayError).cause));
    expect(cause).toBe('23505');
    expect(await database.query('select id from things')).toEqual([{ id: 1 }]);
  });

  test('a last statement that was the victim of a conflict is tried again with all of its work', async () => {
    const seen = { tries: 0 };
    await database.tx(async (tx) => {
      seen.tries += 1;
      await tx.query('insert into things values (1, 1)');
      const again = `do $$ begin raise exception using errcode = '40001'; end $$`;
      await tx.last.query(seen.tries === 1 ? again : 'insert into things values (2, 2)');
    });
    expect(seen.tries).toBe(2);
    expect(await database.query('select count(*)::int as n from things')).toEqual([{ n: 2 }]);
  });

  test("work beside what failed does not reach the connection once it is somebody else's", async () => {
    const single = openDatabase({ connectionString: place.connectionString, poolSize: 1 });
    const beside = { code: '' };
    const slow = async (tx: Tx): Promise<void> => {
      await tx.query('select pg_sleep(0.05)');
      await sleep(20);
      await tx.query('insert into things values (7, 7)');
    };
    const failing = single.tx(async (tx) => {
      const coming = slow(tx).catch((error: unknown) => {
        beside.code = (error as GatewayError).code;
      });
      await Promise.all([coming, Promise.reject(new GatewayError('LENKE_NOT_VALID'))]);
    });
    await expect(failing).rejects.toMatchObject({ code: 'LENKE_NOT_VALID' });
    await sleep(150);
    expect(beside.code).toBe('LENKE_INTERNAL');
    expect(await single.query('select * from things')).toEqual([]);
    await single.close();
  });

  test('statements that were sent together are answered in their order', async () => {
    const answers = await database.tx((tx) =>
      Promise.all([1, 2, 3].map((n) => tx.query<{ n: number }>('select $1::int as n', [n], 'one-of-many'))),
    );
    expect(answers.flat().map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test('a statement that hangs is LENKE_STORE_BUSY', async () => {
    await expect(database.query('select pg_sleep(30)')).rejects.toMatchObject({ code: 'LENKE_STORE_BUSY' });
  });

  test('no free connection within the limit is LENKE_STORE_BUSY', async () => {
    const small = openDatabase({
      connectionString: place.connectionString,
      poolSize: 1,
      connectTimeoutMs: 100,
    });
    await small.tx(async () => {
      await expect(small.query('select 1')).rejects.toMatchObject({ code: 'LENKE_STORE_BUSY' });
    });
    expect(await small.query('select 1 as one')).toEqual([{ one: 1 }]);
    await small.close();
  });

  test('nobody listening is LENKE_STORE_DOWN, and ping says no', async () => {
    const nowhere = openDatabase({
      connectionString: 'postgres://x:y@127.0.0.1:9/none',
      connectTimeoutMs: 500,
    });
    await expect(nowhere.query('select 1')).rejects.toMatchObject({ code: 'LENKE_STORE_DOWN' });
    await expect(nowhere.tx(async () => 1)).rejects.toMatchObject({ code: 'LENKE_STORE_DOWN' });
    expect(await nowhere.ping(1_000)).toBe(false);
    await nowhere.close();
  });

  test('a server that accepts and says nothing is LENKE_STORE_DOWN within the limit', async () => {
    const mute = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const silentOne = openDatabase({
      connectionString: `postgres://x:y@127.0.0.1:${port}/none`,
      connectTimeoutMs: 200,
    });
    expect(await silentOne.ping(50)).toBe(false);
    await expect(silentOne.query('select 1')).rejects.toMatchObject({ code: 'LENKE_STORE_DOWN' });
    await silentOne.close();
    mute.close();
  });

  test('a connection that is cut while in use, or while idle, is LENKE_STORE_DOWN once and then replaced', async () => {
    const cut = database.tx(async (tx) => {
      const rows = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      await database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await sleep(50);
      await tx.query('select 1');
    });
    await expect(cut).rejects.toMatchObject({ code: 'LENKE_STORE_DOWN' });
    await database.query(
      // Only here: other test files have their databases on the same server.
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and application_name = $1`,
      ['lenke'],
    );
    await sleep(50);
    expect(await database.ping(1_000)).toBe(true);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('failures carry what helps and nothing of the data', async () => {
    await database.query('insert into things values (7, 1)');
    const error: unknown = await database
      .query('insert into things values (7, 1)')
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'LENKE_INTERNAL',
      cause: { code: '23505', table: 'things', constraint: 'things_pkey' },
    });
    expect(sqlState(error)).toBe('23505');
    const secret = 'Kari Nordmann 13812345678';
    const quoting: unknown = await database
      .query('select $1::text::int', [secret])
      .catch((caught: unknown) => caught);
    const shown = [quoting, quoting instanceof Error && quoting.cause]
      .map((each) => `${String(each)} ${JSON.stringify(each)} ${each instanceof Error ? each.stack : ''}`)
      .join(' ');
    expect(shown).toContain('22P02');
    expect(shown).not.toContain('Kari');
  });
});

describe('migrations', () => {
  let place: TestDatabase;
  let directory: string;

  beforeEach(async () => {
    place = await testDatabase();
    directory = await mkdtemp(join(tmpdir(), 'lenke-migrations-'));
    await writeFile(join(directory, '0001-a.sql'), 'create table a (x int); insert into a values (1);');
    await writeFile(join(directory, 'README.md'), 'not a migration');
  });

  afterEach(async () => {
    await place.drop();
    await rm(directory, { recursive: true });
  });

  const run = () => migrate({ connectionString: place.connectionString, directory });

  test('run once each, forward only, also when several processes start together', async () => {
    expect(await Promise.all([run(), run(), run()])).toEqual([1, 1, 1]);
    await writeFile(join(directory, '0002-b.sql'), 'insert into a values (2);');
    expect(await run()).toBe(2);
    expect(await run()).toBe(2);
    const database = openDatabase(place);
    expect(await database.query('select x from a order by x')).toEqual([{ x: 1 }, { x: 2 }]);
    await database.close();
  });

  test('ours apply twice without a difference', async () => {
    const ours = { connectionString: place.connectionString };
    const version = await migrate(ours);
    expect(await migrate(ours)).toBe(version);
    const files = await readdir('src/store/migrations');
    // Numbers may have gaps: the newest file says the version.
    const numbers = files.filter((name) => name.endsWith('.sql')).map((name) => Number.parseInt(name, 10));
    expect(version).toBe(Math.max(...numbers));
  });

  test('one that fails leaves nothing of itself and says which', async () => {
    await writeFile(join(directory, '0002-b.sql'), 'insert into a values (2); select 1 / 0;');
    await expect(run()).rejects.toMatchObject({
      code: 'LENKE_MIGRATION',
      facts: { found: 1, known: 2, hint: expect.stringContaining('0002-b.sql') },
    });
    await rm(join(directory, '0002-b.sql'));
    expect(await run()).toBe(1);
  });

  test('a database that is newer than the program is left alone', async () => {
    await writeFile(join(directory, '0002-b.sql'), 'select 1;');
    await run();
    await rm(join(directory, '0002-b.sql'));
    await expect(run()).rejects.toMatchObject({ code: 'LENKE_MIGRATION', facts: { found: 2, known: 1 } });
  });

  test('a migration that was changed after it ran is refused', async () => {
    await run();
    await writeFile(join(directory, '0001-a.sql'), 'create table a (x bigint);');
    await expect(run()).rejects.toMatchObject({
      code: 'LENKE_MIGRATION',
      facts: { hint: expect.stringContaining('0001-a.sql') },
    });
  });
});

describe('a gateway whose database dies', () => {
  test('works again by itself when the server is supervised', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'lenke-dies-'));
    const server = await startEmbedded({ directory });
    const end = server.supervise();
    const database = openDatabase({ connectionString: server.connectionString, connectTimeoutMs: 1_000 });
    await database.query('create table acknowledged (id int primary key)');
    const known: number[] = [];
    const stop = { now: false };
    const writer = async (base: number) => {
      for (let n = 0; !stop.now; n++) {
        const id = base + n;
        const written = await database
          .tx((tx) => tx.query('insert into acknowledged values ($1)', [id]))
          .then(
            () => true,
            (error: unknown) => {
              expect(error).toMatchObject({ code: 'LENKE_STORE_DOWN' });
              return false;
            },
          );
        if (written) known.push(id);
        else await sleep(20);
      }
    };
    const writers = Promise.all([writer(0), writer(1_000_000), writer(2_000_000)]);
    for (let kill = 0; kill < 3; kill++) {
      await sleep(300);
      const pid = server.pid;
      process.kill(pid, 'SIGKILL');
      while (server.pid === pid || !(await database.ping(500))) await sleep(20);
    }
    stop.now = true;
    await writers;
    const rows = await database.query<{ id: number }>('select id from acknowledged');
    const held = new Set(rows.map((row) => row.id));
    expect(known.length).toBeGreaterThan(50);
    expect(known.filter((id) => !held.has(id))).toEqual([]);
    end();
    await database.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });
});
