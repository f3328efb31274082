// Any order of events that the machines allow, played twice, gives the same records; and the events alone give the states again.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EventId } from '../../../src/domain/identity.ts';
import { type Resource, viewCase } from '../../../src/pathway/case/case-view.ts';
import { plan } from '../../../src/pathway/plan.ts';
import { compareStates, type Moment, replay } from '../../../src/pathway/states/replay.ts';
import { addresseeFor } from '../../../src/pipeline/planning/address.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { CASE, layerData, PIECES, viewOf } from '../../support/pathway-case.ts';

const { pathway, directory } = layerData('no-krs');
const PARTS = { pathway, case: CASE, system: codeSystem };

/** Events with the pieces that mean them; each comes a day after the one before. */
const HAPPENINGS: readonly (readonly [event: string, pieces: readonly string[]])[] = [
  ['E_PREG_CONFIRMED', ['pregnant', 'dated']],
  ['E_SCREEN_NEG', ['negativeScreen']],
  ['E_CONCERN_CONFIRMED', ['concern']],
  ['E_LAR_STARTED', ['lar']],
  ['E_PLAN_AGREED', ['coordinator', 'plan']],
  ['E_CONSENT_GIVEN', ['consentBarnevern']],
  ['E_TOX_RESULT', ['positiveTest']],
  ['E_REPORTED_USE', ['use']],
  ['E_SPECIALIST_DECLINED', []],
  ['E_DECLINED_ALL', []],
  ['E_LOSS', ['loss']],
  ['E_LIVEBIRTH', ['twins']],
  ['E_PLACEMENT', []],
  ['E_CHILD_DISCHARGED', ['childStay']],
  ['E_CHILD_DIED', ['deadTwin']],
  ['E_MOTHER_DISCHARGED', ['motherStay']],
  ['E_DAY42', []],
  ['E_HABU_END', ['habuEnded']],
  ['E_NEW_CONCERN', []],
];

type Records = Map<string, Resource>;
const keyOf = ({ resourceType, id }: Resource) => `${resourceType}/${id ?? ''}`;

interface Played {
  readonly records: Records;
  readonly moments: readonly Moment[];
  /** Events that were left out, because the machines do not allow them where they stood. */
  readonly left: number;
}

/** Plays events as the pipeline does: what means them is written, then the plan; drafts that are there stay as they are. */
function play(order: readonly number[], times: 1 | 2): Played {
  const records: Records = new Map(viewOf({ event: '', has: [] }).resources.map((one) => [keyOf(one), one]));
  const moments: Moment[] = [];
  let left = 0;
  for (const [at, index] of order.entries()) {
    const [code, names] = HAPPENINGS[index % HAPPENINGS.length] ?? ['', []];
    const triggers = names.flatMap((name) => PIECES[name] ?? []);
    const now = new Date(Date.UTC(2026, 9, 20 + at, 10));
    const event = { id: `evt-${at}` as EventId, code, at: now };
    const with_ = new Map([...records, ...triggers.map((one) => [keyOf(one), one] as const)]);
    const before = planOf(with_, event, triggers, now);
    if (before.moves.some(({ misfits }) => misfits.length > 0)) {
      left += 1;
      continue;
    }
    for (const one of triggers) records.set(keyOf(one), one);
    moments.push({ event, resources: [...records.values()], triggers, now });
    for (let time = 0; time < times; time += 1) write(records, planOf(records, event, triggers, now));
  }
  return { records, moments, left };
}

function planOf(records: Records, event: Moment['event'], triggers: readonly Resource[], now: Date) {
  const view = viewCase(CASE, [...records.values()], triggers, pathway.parameters, pathway.zone);
  if (!view) throw new Error('no case');
  const addressOf = (role: string) => addresseeFor(role, view, directory, now);
  return plan({ pathway, view, event, triggers, now, system: codeSystem, addressOf });
}

function write(records: Records, planned: ReturnType<typeof plan>): void {
  for (const { resource } of planned.drafts)
    if (!records.has(keyOf(resource))) records.set(keyOf(resource), resource);
  for (const update of planned.updates) records.set(keyOf(update), update);
}

const orders = fc.array(fc.nat(HAPPENINGS.length - 1), { minLength: 1, maxLength: 9 });

describe('any order of events that the machines allow', () => {
  test('played twice from the beginning gives the same records', () => {
    fc.assert(
      fc.property(orders, (order) => {
        expect([...play(order, 1).records]).toEqual([...play(order, 1).records]);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the same records when each event is planned twice in a row', () => {
    fc.assert(
      fc.property(orders, (order) => {
        const [once, twice] = [play(order, 1), play(order, 2)];
        expect([...twice.records.keys()].toSorted()).toEqual([...once.records.keys()].toSorted());
        for (const [key, resource] of once.records)
          expect([key, twice.records.get(key)]).toEqual([key, resource]);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the states again from the events and the records they saw', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(orders, (order) => {
        const { records, moments } = play(order, 1);
        const now = new Date('2026-12-24T10:00:00Z');
        const compared = compareStates([...records.values()], replay(moments, PARTS), now, PARTS) ?? [];
        expect(compared.length).toBeGreaterThan(0);
        for (const { stored, replayed } of compared) {
          seen.add(stored);
          expect(replayed).toBe(stored);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    // It means something only when the orders lead somewhere.
    expect(seen.size).toBeGreaterThan(6);
  });

  test('leaves out what is not allowed', () => {
    const closed = HAPPENINGS.findIndex(([code]) => code === 'E_SPECIALIST_DECLINED');
    expect(play([closed], 1).left).toBe(1);
  });
});
