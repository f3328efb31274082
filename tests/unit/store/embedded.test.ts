// Does the embedded server start, attach, survive and stop as promised?

import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { takeRole } from '../../../src/store/embedded/role-lock.ts';
import { startEmbedded } from '../../../src/store/embedded/start.ts';
import { stopEmbedded } from '../../../src/store/embedded/stop.ts';

const run = promisify(execFile);
const START = resolve('src/store/embedded/start.ts');
const ROLE = resolve('src/store/embedded/role-lock.ts');

describe('the embedded server', () => {
  const place = { directory: '' };
  const made = { directory: '' };

  // Making a cluster costs a second of CPU, copying one a tenth of it.
  beforeAll(async () => {
    made.directory = await mkdtemp(join(tmpdir(), 'lenke-embedded-'));
    const server = await startEmbedded(made);
    await server.stop();
  });

  beforeEach(async () => {
    place.directory = await mkdtemp(join(tmpdir(), 'lenke-embedded-'));
    await cp(made.directory, place.directory, { recursive: true });
  });

  afterAll(() => rm(made.directory, { recursive: true, force: true }));

  afterEach(async () => {
    await stopEmbedded(place.directory);
    await rm(place.directory, { recursive: true, force: true });
  });

  test('starts, attaches, keeps data over a stop, and an attached process never stops it', async () => {
    const owner = await startEmbedded(place);
    expect(owner.attached).toBe(false);
    await query(owner.connectionString, 'create table kept as select 7 as value');
    const guest = await startEmbedded(place);
    expect([guest.attached, guest.pid, guest.connectionString]).toEqual([
      true,
      owner.pid,
      owner.connectionString,
    ]);
    await guest.stop();
    expect(await query(owner.connectionString, 'select value from kept')).toEqual([{ value: 7 }]);
    await owner.stop();
    await expect(query(owner.connectionString, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    const again = await startEmbedded(place);
    expect(again.connectionString).toBe(owner.connectionString);
    expect(await query(again.connectionString, 'select value from kept')).toEqual([{ value: 7 }]);
  });

  test('never trusts: the password is generated, 0600, and required on loopback', async () => {
    const { connectionString } = await startEmbedded(place);
    const password = join(place.directory, 'postgres.password');
    expect(statSync(password).mode & 0o777).toBe(0o600);
    expect(statSync(join(place.directory, 'postgres')).mode & 0o777).toBe(0o700);
    const wrong = new URL(connectionString);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    const rules = readFileSync(join(place.directory, 'postgres', 'pg_hba.conf'), 'utf8');
    expect(rules.split('\n').filter((line) => /^[^#].*\btrust\b/.test(line))).toEqual([]);
    const settings = await query(
      connectionString,
      `select current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit, current_setting('jit') as jit,
              current_setting('listen_addresses') as address, current_setting('TimeZone') as zone`,
    );
    expect(settings).toEqual([
      { encoding: 'UTF8', fsync: 'on', commit: 'on', jit: 'off', address: '127.0.0.1', zone: 'UTC' },
    ]);
  });

  test('recovers when the postmaster was killed, with every committed row', async () => {
    const first = await startEmbedded(place);
    await query(first.connectionString, 'create table kept as select 7 as value');
    process.kill(first.pid, 'SIGKILL');
    const second = await startEmbedded(place);
    expect(second.attached).toBe(false);
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.connectionString, 'select value from kept')).toEqual([{ value: 7 }]);
  });

  test.each([
    ['of a dead process', () => 2 ** 22 - 3],
    ['of a living process that is something else', () => process.pid],
  ])('starts over a stale postmaster.pid %s', async (_, pid) => {
    const first = await startEmbedded(place);
    const pidFile = join(place.directory, 'postgres', 'postmaster.pid');
    const lines = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    writeFileSync(pidFile, [String(pid()), ...lines.slice(1)].join('\n'));
    const second = await startEmbedded(place);
    expect(second.attached).toBe(false);
    expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a cluster half made by a killed initdb is made anew', async () => {
    await rm(join(place.directory, 'postgres'), { recursive: true });
    const draft = join(place.directory, 'postgres.new');
    await run('mkdir', ['-p', draft]);
    await writeFile(join(draft, 'PG_VERSION'), '18\n');
    const server = await startEmbedded(place);
    expect(await query(server.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(draft)).toBe(false);
  });

  test('takes another port when the remembered one is taken', async () => {
    const first = await startEmbedded(place);
    await first.stop();
    const port = Number(new URL(first.connectionString).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    const second = await startEmbedded(place);
    squatter.close();
    expect(second.connectionString).not.toBe(first.connectionString);
    expect(await query(second.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('four processes that start at once in an empty directory share one server', async () => {
    await rm(join(place.directory, 'postgres'), { recursive: true });
    const answers = await Promise.all([1, 2, 3, 4].map(() => node(starter(place.directory))));
    expect(answers.filter((answer) => !answer.attached)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.pid)).size).toBe(1);
  });

  test('supervised, it is started again on the same address when it was killed', async () => {
    const server = await startEmbedded(place);
    const end = server.supervise();
    const killed = server.pid;
    process.kill(killed, 'SIGKILL');
    await eventually(async () => {
      await query(server.connectionString, 'select 1');
      if (server.pid === killed) throw new Error('not yet');
    });
    end();
    await server.stop();
    await sleep(300);
    await expect(query(server.connectionString, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('when its owner is gone, an attached process starts it again', async () => {
    const owner = await node(starter(place.directory));
    const guest = await startEmbedded(place);
    expect(guest.attached).toBe(true);
    const end = guest.supervise();
    process.kill(owner.pid, 'SIGKILL');
    await eventually(() => query(guest.connectionString, 'select 1'));
    end();
    await guest.stop();
    await expect(query(guest.connectionString, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('a server whose owner was killed is adopted when asked for, and then stopped by its heir', async () => {
    const { pid } = await node(starter(place.directory));
    const visitor = await startEmbedded(place);
    await visitor.stop();
    const heir = await startEmbedded({ ...place, adopt: true });
    expect([heir.attached, heir.pid]).toEqual([true, pid]);
    const late = await startEmbedded({ ...place, adopt: true });
    expect(late.pid).toBe(pid);
    await heir.stop();
    await expect(query(heir.connectionString, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('as root without user namespaces it runs as nobody, and changes back', async () => {
    if (process.getuid?.() !== 0) return;
    const first = await startEmbedded({ ...place, forbidNamespace: true });
    expect(statSync(join(place.directory, 'postgres')).uid).toBe(65_534);
    await query(first.connectionString, 'create table kept as select 7 as value');
    await first.stop();
    const second = await startEmbedded(place);
    expect(await query(second.connectionString, 'select value from kept')).toEqual([{ value: 7 }]);
  });

  test('names the reason when it cannot start', async () => {
    const first = await startEmbedded(place);
    await first.stop();
    await writeFile(join(place.directory, 'postgres', 'PG_VERSION'), '12\n');
    await expect(startEmbedded(place)).rejects.toMatchObject({
      code: 'LENKE_POSTGRES_START',
      facts: {
        reason: expect.stringContaining('incompatible'),
        log: expect.stringContaining('postgres.log'),
      },
    });
  });
});

describe('the role of a data directory', () => {
  const place = { directory: '' };

  beforeEach(async () => {
    place.directory = await mkdtemp(join(tmpdir(), 'lenke-role-'));
  });

  afterEach(async () => {
    await rm(place.directory, { recursive: true, force: true });
  });

  test('a second living api is refused, and may come when the first has left', async () => {
    const first = await takeRole(place.directory, 'api');
    await expect(takeRole(place.directory, 'api')).rejects.toMatchObject({
      code: 'LENKE_DATA_DIR_IN_USE',
      facts: { pid: process.pid, directory: place.directory },
    });
    await first.release();
    const second = await takeRole(place.directory, 'api');
    await second.release();
  });

  test.each([
    ['a process that died', '4194301 12345\n'],
    ['an earlier process with our own number', `${process.pid} 1\n`],
    ['nobody', ''],
  ])('a lock of %s is taken over', async (_, content) => {
    await writeFile(join(place.directory, 'api.lock'), content);
    const role = await takeRole(place.directory, 'api');
    await role.release();
    expect(existsSync(join(place.directory, 'api.lock'))).toBe(false);
  });

  test('of six that come at once over a dead one, exactly one gets it', async () => {
    await writeFile(join(place.directory, 'api.lock'), '4194301 12345\n');
    const program = `const { takeRole } = await import(${JSON.stringify(ROLE)});
      const got = await takeRole(${JSON.stringify(place.directory)}, 'api').then(() => true, () => false);
      process.stdout.write(JSON.stringify({ attached: got, pid: process.pid }));
      setTimeout(() => {}, 3000);`;
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => node(program)));
    expect(answers.filter((answer) => answer.attached)).toHaveLength(1);
  });
});

async function query(connectionString: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

async function eventually(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isDone = await ask().then(
      () => true,
      () => false,
    );
    if (isDone) return;
    await sleep(50);
  }
  throw new Error('not within 10 s');
}

/** A program that starts the server, says so and ends without stopping it. */
function starter(directory: string): string {
  return `const { startEmbedded } = await import(${JSON.stringify(START)});
    const server = await startEmbedded({ directory: ${JSON.stringify(directory)} });
    process.stdout.write(JSON.stringify({ attached: server.attached, pid: server.pid }));`;
}

/** Runs a program in a process of its own and reads its one line of JSON; the server must not keep it alive. */
async function node(program: string): Promise<{ attached: boolean; pid: number }> {
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  await new Promise((done) => child.once('close', done));
  return readAnswer(chunks.join(''));
}

function readAnswer(text: string): { attached: boolean; pid: number } {
  const found = /"attached":(true|false),"pid":(\d+)/.exec(text);
  if (!found) throw new Error(`no answer: ${text}`);
  return { attached: found[1] === 'true', pid: Number(found[2]) };
}
