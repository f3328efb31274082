// Does it run? A process that is started again whenever it dies, until it is stopped: what systemd or Kubernetes would do.

import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How one process is run. */
export interface KeptOptions {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Everything it and its successors write, stdout and stderr. */
  readonly log: string;
  /** What stands on stdout when it is ready. */
  readonly ready: RegExp;
}

/** A process that is kept running. */
export interface Kept {
  readonly name: string;
  /** The process that runs now; undefined between two lives. */
  pid(): number | undefined;
  /** Times it has said that it is ready. */
  readies(): number;
  /** True when the life that runs now is ready. */
  isReady(): boolean;
  /** Resolves when the life that runs now, or the next one, is ready; with the match of `ready`. */
  whenReady(withinMs?: number): Promise<RegExpExecArray>;
  /** Sends a signal to the life that runs now; false when there is none. */
  signal(name: NodeJS.Signals): boolean;
  /** Ends it for good: SIGTERM, after a while SIGKILL. Resolves to the exit code, null when it was killed. */
  stop(withinMs?: number): Promise<number | null>;
  /** Everything that was written so far. */
  output(): string;
}

/** Waits before a new life, so that a process that cannot start does not take the whole machine. */
const BETWEEN_LIVES_MS = 100;
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 10;

interface Life {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  match: RegExpExecArray | undefined;
}

/** Starts a process and keeps it. */
export function keep(options: KeptOptions): Kept {
  const log = createWriteStream(options.log, { flags: 'a' });
  const state = { stopped: false, readies: 0 };
  let life: Life | undefined;

  const live = (): void => {
    const now = begin(options, log, () => {
      state.readies++;
    });
    life = now;
    void again(now);
  };
  const again = async (last: Life): Promise<void> => {
    await last.ended;
    await sleep(BETWEEN_LIVES_MS);
    if (!state.stopped) live();
  };
  live();

  const running = (): Life | undefined => (life && isAlive(life.child) ? life : undefined);
  return {
    name: options.name,
    pid: () => running()?.child.pid,
    readies: () => state.readies,
    isReady: () => running()?.match !== undefined,
    async whenReady(withinMs = READY_WITHIN_MS) {
      for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(LOOK_EVERY_MS)) {
        const match = running()?.match;
        if (match) return match;
      }
      throw new Error(`${options.name} was not ready within ${withinMs} ms:\n${tail(options.log)}`);
    },
    signal: (name) => running()?.child.kill(name) ?? false,
    async stop(withinMs = 20_000) {
      state.stopped = true;
      const last = life;
      if (!last) return null;
      last.child.kill('SIGTERM');
      const timer = setTimeout(() => last.child.kill('SIGKILL'), withinMs);
      const code = await last.ended;
      clearTimeout(timer);
      log.end();
      return code;
    },
    output: () => readFileSync(options.log, 'utf8'),
  };
}

function begin(options: KeptOptions, log: WriteStream, onReady: () => void): Life {
  const child = spawn(options.file, options.args, {
    env: { ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(-1));
  });
  const life: Life = { child, ended, match: undefined };
  // A child that is killed while we hold its stdin makes a broken pipe of it.
  child.stdin?.on('error', () => undefined);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    log.write(chunk);
    if (life.match) return;
    said += chunk.toString();
    life.match = options.ready.exec(said) ?? undefined;
    if (life.match) onReady();
  });
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk));
  return life;
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').slice(-2000);
}
