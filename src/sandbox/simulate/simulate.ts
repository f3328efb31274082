// What becomes of a region's births until the sixth birthday? Played on a clock of its own, through the pipeline as it is.

import type { Clock } from '../../domain/clock.ts';
import { type Ref } from '../../domain/identity.ts';
import { deliver } from '../../pipeline/deliver.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { processEvent } from '../../pipeline/process.ts';
import { createTick } from '../../pipeline/tick.ts';
import { checkLeaks, type LeakWatch } from '../leaks/watch.ts';
import { addDays } from '../numbers.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { checkAll } from './check.ts';
import { createHands, type Taken } from './hands.ts';
import type { Life } from './life.ts';
import { collector, sampleMemory } from './memory.ts';
import type { Received } from './receiver.ts';
import type { MemorySample, SimulationReport, Tally } from './report.ts';
import { isShareName, SHARES, type Shares } from './shares.ts';
import { createWakes, type Wakes } from './wakes.ts';

/** What to play. */
export interface SimulationOptions {
  readonly births: number;
  /** Years from the beginning of the births: seven reach the sixth birthday of all. */
  readonly years: number;
  readonly seed: number;
  /** First day of the year of births. */
  readonly year: string;
  readonly shares: Shares;
  readonly tell: (line: string) => void;
  /** Ends the simulation early; its report then says that not all was played. */
  readonly stopping: AbortSignal;
  /** Marks what is written and judges what leaves, when somebody is to watch for leaks. */
  readonly leaks?: LeakWatch;
}

/** What the simulation stands on: a pipeline whose clock and receiver are its own. */
export interface SimulationParts {
  readonly ports: Ports;
  readonly clock: Clock & { set(to: Date): void };
  readonly received: Received;
  /** Counts of the pipeline's own metrics, by name and label. */
  readonly counted: (name: string, label: string) => Tally;
  /** Rows that a sweep found forgotten. */
  readonly forgotten: () => number;
}

interface Run {
  readonly options: SimulationOptions;
  readonly parts: SimulationParts;
  readonly agenda: Agenda;
  readonly wakes: Wakes;
  readonly taken: Taken;
  readonly tick: () => Promise<void>;
  readonly lives: Map<number, Life>;
  readonly memory: MemorySample[];
  readonly started: number;
  readonly end: number;
}

/** Pregnancies of the first births are known before the year begins. */
const BEFORE_DAYS = 300;
const DAY_MS = 86_400_000;
/** A tick also comes when nothing is due: it looks for what was forgotten. */
const SWEEP_MS = 7 * DAY_MS;
const SAMPLE_MS = 91 * DAY_MS;

/** Plays all of it. What does not hold stands in the checks of the report; it throws when the pipeline itself breaks. */
export async function simulate(
  options: SimulationOptions,
  parts: SimulationParts,
): Promise<SimulationReport> {
  const { ports, clock } = parts;
  const begin = Date.parse(`${addDays(options.year, -BEFORE_DAYS)}T00:00:00Z`);
  clock.set(new Date(begin));
  const cpu = process.cpuUsage();
  const run: Run = {
    options,
    parts,
    agenda: createAgenda(options.births, options.year, options.seed, options.shares, (life) =>
      options.leaks ? options.leaks.stepsOf(life) : [],
    ),
    wakes: createWakes(ports, {
      process: (id) => processEvent(id, ports),
      deliver: (id) => deliver(id, ports),
    }),
    taken: { submissions: 0, resources: 0, events: 0, refused: 0, withoutCase: 0 },
    tick: createTick(ports),
    lives: new Map(),
    memory: [],
    started: performance.now(),
    end: Date.parse(`${options.year}T00:00:00Z`) + options.years * 365.25 * DAY_MS,
  };
  await play(run, begin);
  const { user, system } = process.cpuUsage(cpu);
  return report(run, begin, (user + system) / 1e6);
}

/** Moment by moment: what is due rings, what was woken runs, then the people act. */
async function play(run: Run, begin: number): Promise<void> {
  const { parts, agenda, wakes } = run;
  const collect = collector();
  const next = { sample: begin, day: begin };
  for (;;) {
    const due = (await parts.ports.store.timers.nextDue())?.getTime();
    const moment = Math.min(...[agenda.nextAt(), due, wakes.nextAt(), next.day].map((at) => at ?? run.end));
    if (moment >= run.end) break;
    if (run.options.stopping.aborted) return;
    const now = Math.max(moment, parts.clock.now().getTime());
    parts.clock.set(new Date(now));
    if (due !== undefined && due <= now) await run.tick();
    if (next.day <= now) {
      next.day = now + SWEEP_MS;
      await run.tick();
    }
    await wakes.drain();
    while ((agenda.nextAt() ?? run.end) <= now) await act(run);
    if (next.sample > now) continue;
    next.sample = now + SAMPLE_MS;
    await sample(run, collect);
  }
  parts.clock.set(new Date(run.end));
  while (((await parts.ports.store.timers.nextDue())?.getTime() ?? run.end) < run.end) await run.tick();
  await wakes.drain();
  await sample(run, collect);
}

async function act({ agenda, parts, taken, lives, wakes, options: { leaks } }: Run): Promise<void> {
  const next = agenda.take();
  if (!next) return;
  const { life, step } = next;
  lives.set(life.n, life);
  const caseRef: Ref = `EpisodeOfCare/${life.episode}`;
  const hands = createHands(caseRef, parts.ports, taken);
  await step.act(leaks ? leaks.handsOf(life, hands, parts.ports) : hands);
  await wakes.drain();
}

async function sample(run: Run, collect: () => void): Promise<void> {
  const { parts, options, memory, started, taken } = run;
  const day = parts.clock.now().toISOString().slice(0, 10);
  const seconds = Math.round((performance.now() - started) / 1000);
  const openTimers = (await parts.ports.store.timers.counts())
    .filter(({ state }) => state === 'open')
    .reduce((sum, { count }) => sum + count, 0);
  await options.leaks?.lookThrough(parts.ports, parts.clock.now().getTime() >= run.end);
  const taking = sampleMemory(collect, { day, seconds, openTimers });
  memory.push(taking);
  options.tell(
    `${day}  ${seconds} s  ${taken.submissions} submissions  ${run.wakes.ran.process} plans  ${openTimers} open timers  ${taking.rssMb} MB`,
  );
}

async function report(run: Run, begin: number, cpuSeconds: number): Promise<SimulationReport> {
  const { options, parts, wakes, taken, lives, memory } = run;
  const { ports, received, counted } = parts;
  const findings = counted('lenke_findings_total', 'code');
  const cases = [...lives.values()].map((life): Ref => `EpisodeOfCare/${life.episode}`);
  const isPlayed = parts.clock.now().getTime() >= run.end;
  const checks = [
    { name: 'all years were played', ok: isPlayed, found: parts.clock.now().toISOString().slice(0, 10) },
    ...(options.leaks ? checkLeaks(options.leaks.figures()) : []),
    ...(await checkAll({ taken, received, findings, forgotten: parts.forgotten(), memory, cases }, ports)),
  ];
  return {
    births: options.births,
    years: options.years,
    layer: ports.pathway.layer,
    seed: options.seed,
    from: new Date(begin).toISOString().slice(0, 10),
    to: new Date(run.end).toISOString().slice(0, 10),
    shares: Object.keys(options.shares)
      .filter(isShareName)
      .map((name) => ({ name, share: options.shares[name], from: SHARES[name].from })),
    lives: livesOf([...lives.values()]),
    came: { ...taken },
    ran: { ...wakes.ran },
    events: counted('lenke_events_total', 'code'),
    deliveries: (await ports.store.deliveries.counts()).map(({ recipient, state, count }) => ({
      recipient,
      state,
      count,
    })),
    withheldByRule: counted('lenke_withheld_total', 'rule'),
    received: {
      requests: received.requests,
      bytes: received.bytes,
      turnedAway: received.turnedAway,
      hash: received.hash,
    },
    timers: await ports.store.timers.counts(),
    findings,
    memory,
    ...(options.leaks && { leaks: options.leaks.figures() }),
    seconds: Math.round((performance.now() - run.started) / 100) / 10,
    cpuSeconds: Math.round(cpuSeconds * 10) / 10,
    checks,
  };
}

function livesOf(lives: readonly Life[]): Tally {
  const tally: Record<string, number> = { played: lives.length };
  for (const { exposure, loss, isStillborn, children } of lives) {
    const end = loss ? loss.kind : isStillborn ? 'stillbirth' : 'live birth';
    for (const name of [
      `exposure ${exposure}`,
      end,
      ...(end === 'live birth' && children > 1 ? ['twins'] : []),
    ])
      tally[name] = (tally[name] ?? 0) + 1;
  }
  return tally;
}
