// What does a tick cost when 100,000 timers are open? A real store, and as many due as are said.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.ts';
import { fixedClock } from '../../src/domain/clock.ts';
import { contentId, type EventId } from '../../src/domain/identity.ts';
import type { Timer } from '../../src/domain/timer.ts';
import { openPipeline } from '../../src/main/open-pipeline.ts';
import type { Ports } from '../../src/pipeline/ports.ts';
import { ringTimers } from '../../src/pipeline/ring.ts';
import { createReceiver, nothingReceived } from '../../src/sandbox/simulate/receiver.ts';
import { createRandom } from '../../src/sandbox/simulate/random.ts';
import { motherPatient, mother } from '../../src/sandbox/people.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { median } from '../pipeline/numbers.ts';

/** Median milliseconds of a tick, and the rows its statement touched. */
export interface TickRow {
  readonly open: number;
  readonly due: number;
  readonly ms: number;
  /** Rows of `timers` the statement that takes the due ones read, as PostgreSQL counts them. */
  readonly rowsRead: number;
}

const NOW = new Date('2028-01-01T12:00:00Z');
const ROUNDS = 7;

/** Measures ticks with nothing and with something due, on few and on many open timers. */
export async function measureTicks(many: number, tell: (text: string) => void): Promise<readonly TickRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lenke-bench-tick-'));
  const clock = fixedClock(NOW);
  const nothing = () => undefined;
  const observe = { count: nothing, time: nothing, info: nothing, warn: nothing, error: nothing };
  const random = createRandom(1);
  const pipeline = await openPipeline(loadConfig({ LENKE_DATA: folder, LENKE_LAYER: 'no-krs' }, {}), {
    clock,
    observe,
    random: random.next,
    sender: (validator) => createReceiver({ validator, clock, random, away: 0 }, nothingReceived()),
  });
  try {
    const { ports } = pipeline;
    const cases = await openCases(ports, 50);
    const rows: TickRow[] = [];
    for (const open of [1000, many]) {
      tell(`${open} open timers`);
      await fill(ports, open);
      for (const due of [0, 10, 100]) rows.push(await measure(ports, cases, open, due));
    }
    return rows;
  } finally {
    await pipeline.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Cases a timer can be about. */
async function openCases(ports: Ports, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, n) => contentId('bench-tick', String(n)));
  await ports.store.tx((tx) =>
    ports.store.records.execute(
      tx,
      ids.flatMap((id, n) => [
        { kind: 'update', id, resource: { ...motherPatient(mother(n), '4204'), id } },
        {
          kind: 'update',
          id,
          resource: {
            resourceType: 'EpisodeOfCare',
            id,
            status: 'active',
            type: [{ coding: [{ system: codeSystem('tk-pathway'), code: 'mother' }] }],
            patient: { reference: `Patient/${id}` },
          },
        },
      ]),
      NOW,
    ),
  );
  return ids;
}

/** Timers of the years to come, up to `open` of them. */
async function fill(ports: Ports, open: number): Promise<void> {
  await ports.store.query(
    `insert into timers (id, code, action, subject, case_ref, event_id, due, late, cancel_on, state)
      select 'open-' || n, 'T-HABU-END', 'A-END6', 'Patient/p' || n % 5000, 'EpisodeOfCare/c' || n % 5000, 'evt-bench',
        $1::timestamptz + (n % 2000 + 1) * interval '1 day', false, '{E_LOSS}', 'open'
      from generate_series(1, $2::int) as n on conflict (id) do nothing`,
    [NOW, open],
  );
  await ports.store.query('vacuum analyze timers');
}

async function measure(ports: Ports, cases: readonly string[], open: number, due: number): Promise<TickRow> {
  const times: number[] = [];
  let rowsRead = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const timers = Array.from({ length: due }, (_, n) =>
      timerOf(cases[n % cases.length] ?? '', `${open}-${due}-${round}-${n}`),
    );
    await ports.store.tx((tx) => ports.store.timers.insert(tx, timers));
    rowsRead = await rowsTaken(ports);
    const started = performance.now();
    await ringTimers(NOW, 500, ports);
    times.push(performance.now() - started);
  }
  return { open, due, ms: median(times), rowsRead };
}

function timerOf(id: string, name: string): Timer {
  return {
    id: `due-${name}`,
    code: 'T-COORD',
    action: 'A-COORD',
    subject: `Patient/${id}`,
    case: `EpisodeOfCare/${id}`,
    eventId: `evt-${contentId('bench', name)}` as EventId,
    due: new Date(NOW.getTime() - 1000),
    late: false,
    cancelOn: ['E_LOSS'],
    state: 'open',
  };
}

interface PlanNode {
  readonly 'Actual Rows'?: number;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** What the choice of due timers reads, asked of PostgreSQL itself. */
async function rowsTaken(ports: Ports): Promise<number> {
  const [row] = await ports.store.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
    `explain (analyze, format json) select id from timers where state = 'open' and due is not null and due <= $1
      order by due limit 500`,
    [NOW],
  );
  const count = (node: PlanNode): number =>
    (node['Relation Name'] === 'timers'
      ? (node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)
      : 0) + (node.Plans ?? []).reduce((sum, one) => sum + count(one), 0);
  const [plan] = row?.['QUERY PLAN'] ?? [];
  return plan ? count(plan.Plan) : 0;
}
