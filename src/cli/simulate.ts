// What would a year of births look like to the sixth birthday? `lenke simulate`: played in a database of its own, which is removed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError } from '../domain/failure.ts';
import { fixedClock } from '../domain/clock.ts';
import type { Observer, Ports } from '../pipeline/ports.ts';
import type { LeakFigures } from '../sandbox/leaks/figures.ts';
import { createLeakWatch } from '../sandbox/leaks/watch.ts';
import { createReceiver, nothingReceived } from '../sandbox/simulate/receiver.ts';
import { createRandom } from '../sandbox/simulate/random.ts';
import { isKept, type SimulationReport, type Tally } from '../sandbox/simulate/report.ts';
import { isShareName, type Shares, sharesWith } from '../sandbox/simulate/shares.ts';
import { simulate as play, type SimulationOptions } from '../sandbox/simulate/simulate.ts';
import type { CliParts } from './gateway.ts';
import { createOutput, type Output, table } from './output.ts';

/** The options as they were given. */
export interface SimulateCommand {
  readonly births: string;
  readonly years: string;
  readonly layer?: string;
  readonly seed: string;
  readonly year: string;
  readonly share: readonly string[];
  /** Mark everything, and search for it in everything that leaves and everything that is read. */
  readonly leaks?: boolean;
  readonly json: boolean;
}

/** `lenke simulate`: exit code 0 when every promise was kept. */
export async function simulate(parts: CliParts, command: SimulateCommand): Promise<number> {
  const output = createOutput(command);
  const report = await playRegion(parts, command, (line) => process.stderr.write(`${line}\n`));
  if (command.json) output.json(report);
  else print(report, output);
  return isKept(report) ? 0 : 1;
}

/** Plays the region of the options. `settings` are those of the gateway, such as DATABASE_URL for a database that is kept. */
export async function playRegion(
  parts: Pick<CliParts, 'loadConfig' | 'openPipeline'>,
  command: Omit<SimulateCommand, 'json'>,
  tell: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<SimulationReport> {
  const stop = new AbortController();
  // What was begun is put away: the database of a simulation must not outlive it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const leaks = command.leaks === true ? createLeakWatch(Number(command.seed)) : undefined;
  const options = { ...read(command), tell, stopping: stop.signal, ...(leaks && { leaks }) };
  const folder = mkdtempSync(join(tmpdir(), 'lenke-simulate-'));
  const config = parts.loadConfig({
    LENKE_DATA: folder,
    DATABASE_URL: undefined,
    ...(command.layer !== undefined && { LENKE_LAYER: command.layer }),
    ...settings,
  });
  const clock = fixedClock(new Date(0));
  const received = nothingReceived();
  const random = createRandom(options.seed);
  const { observe, counted, forgotten } = createCounter(tell);
  const away = options.shares.receiverAway;
  try {
    const pipeline = await parts.openPipeline(config, {
      clock,
      observe,
      random: random.next,
      sender: (validator) => {
        const heard = (recipient: string, action: string, body: string) =>
          leaks?.sent(recipient, action, body, clock.now());
        return createReceiver({ validator, clock, random, away, heard }, received);
      },
    });
    try {
      if (leaks) refuseOtherLaw(pipeline.ports);
      return await play(options, { ports: pipeline.ports, clock, received, counted, forgotten });
    } finally {
      await pipeline.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The second table is the Norwegian one: judged by it, another law would leak everywhere. */
function refuseOtherLaw({ law, pathway }: Pick<Ports, 'law' | 'pathway'>): void {
  if (law.id === 'NO') return;
  const problems = `--leaks knows the table of Norwegian law; ${pathway.layer} is under ${law.id}.`;
  throw new GatewayError('LENKE_SETTINGS', { count: 1, problems });
}

function read(command: Omit<SimulateCommand, 'json'>): Omit<SimulationOptions, 'tell' | 'stopping'> {
  return {
    births: Number(command.births),
    years: Number(command.years),
    seed: Number(command.seed),
    year: command.year,
    shares: sharesWith(readShares(command.share)),
  };
}

function readShares(given: readonly string[]): Partial<Shares> {
  const entries = given.map((text) => {
    const [name = '', value = ''] = text.split('=');
    const share = Number(value);
    if (isShareName(name) && value !== '' && share >= 0 && share <= 1) return [name, share] as const;
    throw new GatewayError('LENKE_SETTINGS', {
      count: 1,
      problems: `--share ${text} is not of the form lar=0.1.`,
    });
  });
  return Object.fromEntries(entries);
}

/** An observer that counts, and says errors aloud. */
function createCounter(tell: (line: string) => void): {
  readonly observe: Observer;
  readonly counted: (name: string, label: string) => Tally;
  readonly forgotten: () => number;
} {
  const counts = new Map<string, Record<string, number>>();
  const swept = { rows: 0 };
  const observe: Observer = {
    count(name, labels) {
      for (const [label, value] of Object.entries(labels)) {
        const key = `${name} ${label}`;
        const tally = counts.get(key) ?? {};
        tally[value] = (tally[value] ?? 0) + 1;
        counts.set(key, tally);
      }
    },
    time: () => undefined,
    info(facts, message) {
      if (message !== 'the sweep wakes what was forgotten') return;
      for (const value of Object.values(facts)) swept.rows += Number(value);
    },
    warn: (facts, message) => tell(`${message} ${JSON.stringify(facts)}`),
    error: (facts, message) => tell(`${message} ${JSON.stringify(facts, errorText)}`),
  };
  return {
    observe,
    counted: (name, label) => counts.get(`${name} ${label}`) ?? {},
    forgotten: () => swept.rows,
  };
}

function errorText(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}

function print(report: SimulationReport, output: Output): void {
  const { births, years, layer, seed, from, to, seconds, cpuSeconds, received } = report;
  output.line(`${births} births, ${years} years, ${layer}, seed ${seed}: ${from} to ${to}`);
  output.line(`${seconds} s, ${cpuSeconds} s of it on a core`);
  output.line(
    `${received.requests} requests left (${received.bytes} bytes), ${received.turnedAway} met a receiver that was away`,
  );
  const section = (title: string, tally: Tally) =>
    output.line(
      `\n${table([[title, 'count'], ...Object.entries(tally).map(([name, count]) => [name, String(count)])])}`,
    );
  output.line(
    `\n${table([['share', 'of 1', 'from'], ...report.shares.map(({ name, share, from: source }) => [name, String(share), source])])}`,
  );
  section('lives', report.lives);
  section('came in', report.came);
  section('events', report.events);
  output.line(
    `\n${table([['recipient', 'state', 'deliveries'], ...report.deliveries.map(({ recipient, state, count }) => [recipient, state, String(count)])])}`,
  );
  section('withheld by rule', report.withheldByRule);
  output.line(
    `\n${table([['timer', 'state', 'count', 'late', 'undated'], ...report.timers.map(({ code, state, count, late, undated }) => [code, state, String(count), String(late), String(undated)])])}`,
  );
  section('findings', report.findings);
  output.line(
    `\n${table([['day', 'seconds', 'RSS MB', 'held MB', 'open timers'], ...report.memory.map((one) => [one.day, String(one.seconds), String(one.rssMb), String(one.heapMb), String(one.openTimers)])])}\n`,
  );
  if (report.leaks) printLeaks(report.leaks, output);
  for (const { name, ok, found } of report.checks) output.line(`${ok ? '✓' : '✗'} ${name}  (${found})`);
}

function printLeaks({ leaks, marks, sent, looked, got }: LeakFigures, output: Output): void {
  const rows = leaks.map(({ day, recipient, by, mark, why }) => [
    day,
    recipient,
    by,
    mark.classes.join('+'),
    `${mark.who} ${mark.n}`,
    mark.said,
    why,
  ]);
  output.line(
    `${table([['class', 'got by right'], ...Object.entries(got).map(([name, count]) => [name, String(count)])])}\n`,
  );
  if (rows.length > 0)
    output.line(`${table([['day', 'recipient', 'by', 'class', 'of', 'she had', 'why not'], ...rows])}\n`);
  output.line(`${leaks.length} leaks in ${sent} requests and ${looked} resources looked at, ${marks} marks`);
}
