// Each timer of each layer ends on every event that cancels it, and on no other; the rows come from the pathway itself.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contentId, eventId, type Ref } from '../../src/domain/identity.ts';
import type { PathwayEvent } from '../../src/domain/event.ts';
import type { Timer } from '../../src/domain/timer.ts';
import type { TimerRule } from '../../src/pathway/pathway.ts';
import { cancelTimers, endTimers } from '../../src/pipeline/planning/end-timers.ts';
import { isStopping } from '../../src/pipeline/intake/stop-first.ts';
import { type InProcess, openInProcess } from '../support/in-process.ts';
import { layerData, planFor, viewOf } from '../support/pathway-case.ts';

const NOW = new Date('2026-05-04T10:00:00Z');
const running: { world?: InProcess } = {};
beforeAll(async () => {
  running.world = await openInProcess('no-krs', NOW.toISOString());
}, 60_000);
afterAll(() => running.world?.close());

/** A timer of each rule, all of one case of its own. */
function timersOf(rules: readonly TimerRule[], caseRef: Ref): readonly Timer[] {
  return rules.map(({ id, for: action, cancelOn }) => ({
    id: contentId('cancel', id, caseRef),
    code: id,
    action,
    subject: 'Patient/mother',
    case: caseRef,
    eventId: eventId('cancel', caseRef),
    due: new Date(NOW.getTime() + 86_400_000),
    late: false,
    cancelOn,
    state: 'open',
  }));
}

/** What stands in which state after an event of this code. */
async function after(layer: string, code: string): Promise<Readonly<Record<string, string>>> {
  const { ports } = running.world ?? {};
  if (!ports) throw new Error('not open');
  const parts = { ...ports, pathway: layerData(layer).pathway };
  const caseRef: Ref = `EpisodeOfCare/${layer}-${code.toLowerCase().replaceAll('_', '-')}`;
  const event: PathwayEvent = {
    id: eventId(code, caseRef),
    code,
    subject: 'Patient/mother',
    case: caseRef,
    at: NOW,
    receivedAt: NOW,
    source: 'test',
    correlation: 'test',
    triggers: [],
    status: 'accepted',
    trail: [],
  };
  const view = viewOf({ layer, event: code, has: [] });
  const nothing = { ...planFor({ layer, event: 'E_NOTHING', has: [] }), means: [] };
  await ports.store.tx(async (tx) => {
    await ports.store.timers.insert(tx, timersOf(parts.pathway.timers, caseRef));
    await cancelTimers(tx, event, view, parts);
    await endTimers(tx, event, nothing, view, parts);
  });
  const { items } = await ports.store.timers.list({ case: caseRef }, { limit: 500 });
  return Object.fromEntries(items.map((timer) => [timer.code, timer.state]));
}

describe.each(['no-krs', 'no-lk', 'dk'])('in %s', (layer) => {
  const { pathway } = layerData(layer);
  const codes = [
    ...new Set(pathway.timers.flatMap(({ cancelOn, metOnEvent }) => [...cancelOn, ...metOnEvent])),
  ];
  // A loss ends what is left to be ended by who still lives, not by the code alone; loss-first.test.ts shows it.
  const plain = codes.filter((code) => !isStopping(code, { pathway }));

  test.each(plain)('%s ends the timers that name it, and no other', async (code) => {
    const states = await after(layer, code);
    const expected = pathway.timers.map(({ id, cancelOn, metOnEvent }) => {
      if (cancelOn.includes(code)) return [id, 'cancelled'];
      return [id, metOnEvent.includes(code) ? 'met' : 'open'];
    });
    expect(states).toEqual(Object.fromEntries(expected));
  });

  test.each(codes.filter((code) => isStopping(code, { pathway })))(
    '%s ends nothing by its code alone',
    async (code) => {
      expect(new Set(Object.values(await after(layer, code)))).toEqual(new Set(['open']));
    },
  );

  test('an event no timer names ends none', async () => {
    expect(new Set(Object.values(await after(layer, 'E_NOTHING')))).toEqual(new Set(['open']));
  });
});
