// How is a part of the benchmark run? As a process of its own, so that memory and CPU are its own.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** A process under measurement. */
export interface Child {
  readonly url: string;
  /** Milliseconds from spawn to ready. */
  readonly readyMs: number;
  rssMb(): number;
  /** Milliseconds of CPU used so far. */
  cpuMs(): number;
  stop(): Promise<void>;
}

const TICK_MS = 10;
/** Ends with us, however we end. */
const TIED = join(ROOT, 'tests', 'support', 'site', 'tied.mjs');

/** Starts `node file …args` and waits until it has said where it answers (`"url": "…"` on stdout). */
export async function startChild(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', '--import', TIED, join(ROOT, file), ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await readUrl(child, file);
  const pid = child.pid ?? 0;
  return {
    url,
    readyMs: performance.now() - began,
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    cpuMs: () => cpuOf(pid),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readUrl(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
      const url = /"url":\s*"([^"]*)"/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => reject(new Error(`${file} ended before it was ready`)));
  });
}

/** utime and stime of /proc/<pid>/stat, in clock ticks of 10 ms. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
