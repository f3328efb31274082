// Each action fires in the smallest case that asks for it, and not after the one change that must stop it. Rows in actions.yaml.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { profileFor, profileUrl } from '../../../profiles/which.ts';
import { readDataFile } from '../../../src/fhir/yaml-file.ts';
import type { Plan } from '../../../src/pathway/plan.ts';
import { layerData, type Made, planFor } from '../../support/pathway-case.ts';
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

  test.each(ROWS)('%s: planned twice it drafts the same ids', (id, row) => {
    const ids = () => draftsOf(id, madeOf(row)).map(({ resource }) => resource.id);
    expect(ids()).toEqual(ids());
  });
});

describe('mode', () => {
  const actions = ['no-krs', 'no-lk', 'dk'].flatMap((layer) => layerData(layer).pathway.actions);

  test('nothing that waits for a person, or is a person’s alone, is sent', () => {
    expect(actions.filter(({ mode, sends }) => mode !== 'AUTO' && sends.length > 0)).toEqual([]);
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
