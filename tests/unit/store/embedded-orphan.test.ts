// Is a server that is still starting, and whose starter was killed, waited for instead of being doubled?

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startEmbedded } from '../../../src/store/embedded/start.ts';
import { stopEmbedded } from '../../../src/store/embedded/stop.ts';

const START = resolve('src/store/embedded/start.ts');
const place = { directory: '' };

beforeEach(async () => {
  place.directory = await mkdtemp(join(tmpdir(), 'lenke-embedded-'));
  const server = await startEmbedded(place);
  await server.stop();
});

afterEach(async () => {
  await stopEmbedded(place.directory);
  await rm(place.directory, { recursive: true, force: true });
});

/** Lines of postmaster.pid: process, directory, start, port, …, status. */
function lines(): string[] {
  try {
    return readFileSync(join(place.directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Starts a server in a process that is killed before the server is ready; the server is frozen. Its process number. */
async function orphanWhileStarting(): Promise<number> {
  const code = `import { startEmbedded } from ${JSON.stringify(START)}; await startEmbedded(${JSON.stringify(place)});`;
  const starter = spawn(process.execPath, ['--no-warnings', '--input-type=module-typescript', '-e', code]);
  const ended = once(starter, 'exit');
  let pid = 0;
  for (const until = Date.now() + 20_000; pid === 0 && Date.now() < until; ) {
    const [first = '', , , port = ''] = lines();
    // Frozen when it has named its port, which is before it listens to anybody.
    if (port !== '') pid = Number(first);
    else await sleep(1);
  }
  process.kill(pid, 'SIGSTOP');
  starter.kill('SIGKILL');
  await ended;
  return pid;
}

test('a server whose starter was killed keeps its port, and who comes next waits for it', async () => {
  const port = readFileSync(join(place.directory, 'postgres.port'), 'utf8').trim();
  const orphan = await orphanWhileStarting();
  const next = startEmbedded(place);
  await sleep(1500);
  process.kill(orphan, 'SIGCONT');
  const server = await next;
  expect(new URL(server.connectionString).port).toBe(port);
  expect(readFileSync(join(place.directory, 'postgres.port'), 'utf8').trim()).toBe(port);
  expect([server.pid, server.attached]).toEqual([orphan, true]);
});
