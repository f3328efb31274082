// Was every promise kept? Asked of the store when the last day is over, not of what the simulation believes.

import type { Ref } from '../../domain/identity.ts';
import type { Ports } from '../../pipeline/ports.ts';
import { rebuild } from '../../pipeline/telling/rebuild.ts';
import { STANDING } from '../../domain/delivery.ts';
import type { Taken } from './hands.ts';
import { checkMemory } from './memory.ts';
import type { Received } from './receiver.ts';
import type { Check, MemorySample, Tally } from './report.ts';

/** What the simulation counted on its way. */
export interface Counted {
  readonly taken: Taken;
  readonly received: Received;
  readonly findings: Tally;
  readonly forgotten: number;
  readonly memory: readonly MemorySample[];
  /** The cases that were played. */
  readonly cases: readonly Ref[];
}

const PAGE = 500;

/** Every promise with what was found. */
export async function checkAll(counted: Counted, ports: Ports): Promise<readonly Check[]> {
  return [
    none('nothing that came in was refused', counted.taken.refused),
    none('nobody signed what she had not assessed', counted.findings['LENKE_NOT_SIGNED'] ?? 0),
    none('no draft is invalid', counted.findings['LENKE_DRAFT_INVALID'] ?? 0),
    none(
      'nothing that left is invalid',
      counted.received.invalid + (counted.findings['LENKE_NARROWED_INVALID'] ?? 0),
    ),
    await checkStored(ports),
    none('every event could be planned', counted.findings['LENKE_PLAN_FAILED'] ?? 0),
    await checkEvents(ports),
    ...(await checkTimers(ports, counted)),
    none('nothing was forgotten by the outbox', counted.forgotten),
    await checkDeliveries(ports),
    await checkStates(counted.cases, ports),
    checkMemory(counted.memory),
  ];
}

function none(name: string, count: number): Check {
  return { name, ok: count === 0, found: String(count) };
}

/** Every resource as it stands is valid: what came in, what was drafted, and what was changed since. */
async function checkStored({ store, validator, pathway }: Ports): Promise<Check> {
  let read = 0;
  let bad = 0;
  for (const type of validator.types()) {
    for (let after: string | undefined; ; ) {
      const page = await store.records.search({
        type,
        criteria: [],
        includes: [],
        sort: [],
        count: PAGE,
        ...(after !== undefined && { cursor: after }),
      });
      for (const { stored } of page.matches) {
        read += 1;
        const issues = validator.validate(JSON.parse(stored.content));
        if (issues.some(({ severity }) => severity === 'error' || severity === 'fatal')) bad += 1;
      }
      after = page.next;
      if (after === undefined) break;
    }
  }
  return {
    name: 'every stored resource is valid',
    ok: bad === 0 && read > 0,
    found: `${bad} of ${read} in ${pathway.layer}`,
  };
}

async function checkEvents({ store }: Ports): Promise<Check> {
  const left = (await store.events.list({ status: 'accepted' }, { limit: 1 })).items.length;
  const failed = (await store.events.list({ status: 'failed' }, { limit: 1 })).items.length;
  return { name: 'no event is left', ok: left + failed === 0, found: `${left} waiting, ${failed} failed` };
}

/** None that is due stands open, and each that passed unmet was told where its rule says so. */
async function checkTimers(
  { store, clock, pathway }: Ports,
  { findings }: Counted,
): Promise<readonly Check[]> {
  const next = await store.timers.nextDue();
  const told = new Set(pathway.timers.filter(({ breach }) => breach).map(({ id }) => id));
  const breached = (await store.timers.counts())
    .filter(({ code, state }) => state === 'breached' && told.has(code))
    .reduce((sum, { count }) => sum + count, 0);
  const tellings = findings['LENKE_TIMER_BREACHED'] ?? 0;
  return [
    {
      name: 'no timer is lost',
      ok: next === undefined || next > clock.now(),
      found: `next ${next?.toISOString() ?? 'none'}`,
    },
    {
      name: 'every deadline that passed was told',
      ok: tellings === breached,
      found: `${tellings} told of ${breached}`,
    },
  ];
}

/** Cases that are played again at the end: enough to see a fault of the machines, few enough to cost nothing. */
const REPLAYED = 25;

async function checkStates(cases: readonly Ref[], ports: Ports): Promise<Check> {
  const step = Math.max(1, Math.floor(cases.length / REPLAYED));
  const chosen = cases.filter((_, at) => at % step === 0);
  let machines = 0;
  let wrong = 0;
  for (const one of chosen) {
    const found = await rebuild({ case: one, apply: false, by: 'simulation' }, ports);
    machines += found?.machines.length ?? 0;
    wrong += found?.machines.filter(({ stored, replayed }) => stored !== replayed).length ?? 1;
  }
  const found = `${wrong} of ${machines} machines of ${chosen.length} cases differ`;
  return { name: 'cases stand where their events bring them', ok: wrong === 0, found };
}

async function checkDeliveries({ store }: Ports): Promise<Check> {
  const standing = (await store.deliveries.counts())
    .filter(({ state }) => STANDING.has(state))
    .reduce((sum, { count }) => sum + count, 0);
  return { name: 'no delivery is left under way', ok: standing === 0, found: String(standing) };
}
