// Are the pretend receivers there? Starts the sandbox as a process of its own, tied to this one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GatewayError } from '../domain/failure.ts';

/** A sandbox that runs. */
export interface RunningSandbox {
  readonly url: string;
  stop(): Promise<void>;
}

const START_WITHIN_MS = 20_000;

/** Starts the sandbox on `port` (0: a free one). It ends with this process, however that ends. */
export async function startSandboxProcess(port: number): Promise<RunningSandbox> {
  const folder = join(import.meta.dirname, '..', 'sandbox');
  const file = existsSync(join(folder, 'process.ts')) ? 'process.ts' : 'process.js';
  const child = spawn(
    process.execPath,
    ['--no-warnings', join(folder, file), '--port', String(port), '--tied'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const timeout = AbortSignal.timeout(START_WITHIN_MS);
  const first = once(lines, 'line', { signal: timeout }) as Promise<[string]>;
  const gone = once(child, 'exit', { signal: timeout }).then(() => undefined);
  const line = await Promise.race([first, gone]).catch(() => undefined);
  if (line === undefined) throw new GatewayError('LENKE_SANDBOX', { port });
  const { url } = JSON.parse(line[0]) as { url: string };
  return {
    url,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
