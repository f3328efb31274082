// Each action fires in the smallest case that asks for it, and not after the one change that must stop it. Rows in actions.yaml.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { profileFor, profileUrl } from '../../../profiles/which.ts';
import { readDataFile } from '../../../src/fhir/yaml-file.ts';
import type { Resource } from '../../../src/pathway/case/case-view.ts';
import type { Plan } from '../../../src/pathway/plan.ts';
import { layerData, type Made, planFor, viewOf } from '../../support/pathway-case.ts';
import { shippedValidator } from '../profiles/shipped.ts';

interface Stop {
  readonly without?: string;
  readonly with?: string;
  readonly by?: readonly string[];
  readonly event?: string;
  readonly at?: string;
  readonly municipality?: string;
  readonly state?: string;
}

interface Row {
  readonly layer?: string;
  readonly on: string;
  readonly has: readonly string[];
  readonly by?: readonly string[];
  readonly at?: string;
  readonly childStates?: Readonly<Record<string, string>>;
  readonly stop: Stop;
}

const { rows } = readDataFile<{ rows: Record<string, Row> }>(
  join(import.meta.dirname, 'actions.yaml'),
  {},
).value;
const ROWS = Object.entries(rows);

function madeOf({ layer, on, has, by, at, childStates }: Row): Made {
  return {
    ...(layer !== undefined && { layer }),
    has,
    ...(by && { by }),
    event: on,
    ...(at !== undefined && { at }),
    ...(childStates && { childStates }),
  };
}

function stopped(row: Row): Made {
  const made = madeOf(row);
  const { stop } = row;
  const without = (names: readonly string[] = []) => names.filter((name) => name !== stop.without);
  return {
    ...made,
    has: [...without(made.has), ...(stop.with === undefined ? [] : [stop.with])],
    by: stop.by ?? without(made.by),
    ...(stop.event !== undefined && { event: stop.event }),
    ...(stop.at !== undefined && { at: stop.at }),
    ...(stop.municipality !== undefined && { municipality: stop.municipality }),
    ...(stop.state !== undefined && { childStates: { 'Patient/child': stop.state } }),
  };
}

const applied = ({ applied: list }: Plan) => list.map(({ action }) => action);
const draftsOf = (id: string, made: Made) => planFor(made).drafts.filter(({ action }) => action === id);

const nameOf = ({ resourceType, id }: { readonly resourceType: string; readonly id?: string }) =>
  `${resourceType}/${id ?? ''}`;

interface Participant {
  readonly actor?: unknown;
  readonly type?: readonly unknown[];
}

/** Who does a request: its owner, performer, sender, or the participant who is there to do it. What is no request has none to name. */
function doers(resource: Resource): readonly unknown[] {
  switch (resource.resourceType) {
    case 'Task':
      return [resource['owner'] ?? []].flat();
    case 'ServiceRequest':
      return [resource['performer'] ?? []].flat();
    case 'CommunicationRequest':
      return [resource['sender'] ?? []].flat();
    case 'Appointment':
      return ((resource['participant'] ?? []) as readonly Participant[])
        .filter(({ type }) => type !== undefined)
        .map(({ actor }) => actor);
    default:
      return [{}];
  }
}

test('every action of every layer has its row', () => {
  const all = ['no-krs', 'no-lk', 'dk'].flatMap((layer) => layerData(layer).pathway.actions);
  expect([...new Set(all.map(({ id }) => id))].toSorted()).toEqual(ROWS.map(([id]) => id).toSorted());
});

describe('an action is done when it should be', () => {
  test.each(ROWS)('%s', (id, row) => {
    expect(applied(planFor(madeOf(row)))).toContain(id);
  });
});

describe('and not when one thing is different', () => {
  test.each(ROWS)('%s', (id, row) => {
    expect(applied(planFor(stopped(row)))).not.toContain(id);
  });
});

describe('what it drafts', () => {
  const validator = shippedValidator();

  test.each(ROWS)('%s: drafts are valid by our profiles', (id, row) => {
    const faults = draftsOf(id, madeOf(row)).flatMap(({ alias, resource }) => {
      const profile = profileFor(resource);
      const profiles = profile === undefined ? [] : [profileUrl(profile)];
      return validator
        .validate(resource, { profiles })
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .map(({ expression, text }) => [alias, expression, text]);
    });
    expect(faults).toEqual([]);
  });

  test.each(ROWS)('%s: it does something', (id, row) => {
    const { drafts, sends, effects, changedBy } = planFor(madeOf(row));
    expect([...drafts, ...sends, ...effects, ...changedBy].map(({ action }) => action)).toContain(id);
  });

  test.each(ROWS)(
    '%s: each request has exactly one who does it, from the directory or the case',
    (id, row) => {
      const plan = planFor(madeOf(row));
      const requests = plan.drafts.filter(({ action }) => action === id).map(({ resource }) => resource);
      const wrong = requests.filter((resource) => doers(resource).length !== 1);
      expect(wrong.map(({ resourceType, description }) => [resourceType, description])).toEqual([]);
      const known = new Set(layerData(row.layer ?? 'no-krs').directory.resources.map(nameOf));
      const named = requests.flatMap(doers).map((one) => String((one as { reference?: string }).reference));
      expect(
        named.filter((name) => /^(Organization|HealthcareService)\//.test(name) && !known.has(name)),
      ).toEqual([]);
    },
  );

  test.each(ROWS)('%s: done once more, on what it left, it makes nothing and changes nothing', (_id, row) => {
    const made = madeOf(row);
    const plan = planFor(made);
    const after = new Map(viewOf(made).resources.map((resource) => [nameOf(resource), resource]));
    for (const { resource } of plan.drafts)
      if (!after.has(nameOf(resource)))
        after.set(nameOf(resource), { ...resource, meta: { versionId: '1' } });
    for (const update of plan.updates) after.set(nameOf(update), update);
    const { childStates: _states, ...rest } = made;
    const again = planFor({ ...rest, has: [], more: [...after.values()] });
    expect(again.drafts.filter(({ resource }) => !after.has(nameOf(resource)))).toEqual([]);
    expect(again.updates).toEqual(again.updates.map((update) => after.get(nameOf(update))));
  });

  test.each(ROWS)('%s: planned twice it drafts the same ids', (id, row) => {
    const ids = () => draftsOf(id, madeOf(row)).map(({ resource }) => resource.id);
    expect(ids()).toEqual(ids());
  });
});

describe('mode', () => {
  const actions = ['no-krs', 'no-lk', 'dk'].flatMap((layer) => layerData(layer).pathway.actions);

  test('what waits for a person is never sent; what is a person’s alone, only signed by her', () => {
    expect(actions.filter(({ mode, sends }) => mode === 'PROP' && sends.length > 0)).toEqual([]);
    const carried = actions.filter(({ mode }) => mode === 'HUMAN').flatMap(({ sends }) => sends);
    expect(carried.length).toBeGreaterThan(0);
    expect(carried.filter(({ signed }) => !signed)).toEqual([]);
  });

  test.each([
    ['A-MSG32-SEND', { event: 'E_MSG32_SENT', has: ['signed32By'], by: ['signed32'] }],
    ['A-MSG33-SEND', { event: 'E_MSG33_SENT', has: ['child', 'signed33By'], by: ['signed33'] }],
    ['A-ORDER-SEND', { event: 'E_ORDER_ANSWERED', has: ['child', 'signedOrderBy'], by: ['signedOrder'] }],
    ['A-EMERGENCY-SEND', { event: 'E_EMERGENCY_SENT', has: ['signedEmergencyBy'], by: ['signedEmergency'] }],
    ['A-CHOICE-SEND', { event: 'E_CHOICE_SENT', has: ['signedChoiceBy'], by: ['signedChoice'] }],
    ['A-CHOICE-SEND', { layer: 'dk', event: 'E_CHOICE_SENT', has: ['signedChoiceBy'], by: ['signedChoice'] }],
    ['A-103-CASE-SEND', { event: 'E_103_CASE_SIGNED', has: ['signedCaseBy'], by: ['signedCase'] }],
  ] as const)('%s carries what the assessor signed, and nothing of anybody else', (id, made) => {
    const plan = planFor(made);
    expect(plan.sends.filter(({ action }) => action === id)).toHaveLength(1);
    const alone = planFor({ ...made, has: made.has.filter((name) => !name.endsWith('By')) });
    expect(alone.sends.filter(({ action }) => action === id)).toEqual([]);
    expect(alone.unsigned).toEqual([{ action: id }]);
    expect(alone.drafts.filter(({ action }) => action === id)).toEqual([]);
  });

  test.each(ROWS.filter(([id]) => actions.find((one) => one.id === id)?.mode === 'PROP'))(
    '%s: what is proposed stays a draft until a person acts',
    (id, row) => {
      const open = new Set(['draft', 'proposed', 'preliminary', 'offered']);
      const drafts = draftsOf(id, madeOf(row)).filter(({ resource }) => resource['status'] !== undefined);
      expect(drafts.filter(({ resource }) => !open.has(String(resource['status'])))).toEqual([]);
    },
  );
});
