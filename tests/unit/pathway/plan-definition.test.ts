// Each layer is valid R4: a PlanDefinition with every action, and an ActivityDefinition for each request it drafts.

import { describe, expect, test } from '@jest/globals';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { planDefinition } from '../../../src/pathway/plan-definition.ts';
import { CANONICAL, codeSystem } from '../../../src/pipeline/ports.ts';
import { layerData } from '../../support/pathway-case.ts';

const validator = createValidator();
const publishing = { canonical: CANONICAL, system: codeSystem };

describe.each(['no-krs', 'no-lk', 'dk'])('layer %s', (layer) => {
  const { pathway } = layerData(layer);
  const definitions = planDefinition(pathway, publishing);
  const [plan, ...activities] = definitions;
  const actions = (plan?.['action'] ?? []) as {
    id: string;
    definitionCanonical?: string;
    condition: object[];
  }[];

  test('every definition is valid', () => {
    const faults = definitions.flatMap((one) =>
      validator
        .validate(one)
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .map(({ expression, text }) => [one.id, expression, text]),
    );
    expect(faults).toEqual([]);
  });

  test('every action stands in the plan, with its condition', () => {
    expect(actions.map(({ id }) => id)).toEqual(pathway.actions.map(({ id }) => id));
    expect(actions.every(({ condition }) => condition.length === 1)).toBe(true);
  });

  test('every definition an action names is there', () => {
    const known = new Set(activities.map(({ url, version }) => `${String(url)}|${String(version)}`));
    const named = actions.flatMap(({ definitionCanonical }) => definitionCanonical ?? []);
    expect(named.filter((canonical) => !known.has(canonical))).toEqual([]);
    expect(named).toHaveLength(activities.length);
  });
});

test('a deadline counted from the event is a duration, any other is said in words', () => {
  const { pathway } = layerData('no-krs');
  const [plan] = planDefinition(pathway, publishing);
  const actions = (plan?.['action'] ?? []) as {
    id: string;
    timingDuration?: object;
    textEquivalent?: string;
  }[];
  const byId = new Map(actions.map((action) => [action.id, action]));
  expect(byId.get('A-SCREEN-1')?.timingDuration).toMatchObject({ value: 7, code: 'd' });
  expect(byId.get('A-W36')).toMatchObject({
    textEquivalent: 'start GA0+P34W, due GA0+P36W, escalate GA0+P35W',
  });
  expect(byId.get('A-W36')?.timingDuration).toBeUndefined();
});
