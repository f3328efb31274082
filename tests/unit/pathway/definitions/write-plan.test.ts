// Each layer is valid R4: a PlanDefinition with every action, and an ActivityDefinition for each request it drafts.

import { describe, expect, test } from '@jest/globals';
import { checkDefinition } from '../../../../src/pathway/definitions/check.ts';
import { actionsIn } from '../../../../src/pathway/definitions/definition.ts';
import { writePlan } from '../../../../src/pathway/definitions/write-plan.ts';
import { CANONICAL, codeSystem } from '../../../../src/pipeline/canonical.ts';
import { layerData } from '../../../support/pathway-case.ts';
import { shippedValidator } from '../../profiles/shipped.ts';

const validator = shippedValidator();
const publishing = { canonical: CANONICAL, system: codeSystem };

describe.each(['no-krs', 'no-lk', 'dk'])('layer %s', (layer) => {
  const { pathway } = layerData(layer);
  const definitions = writePlan(pathway, publishing);
  const [plan, ...activities] = definitions;
  const actions = plan.action ?? [];

  test('every definition is valid by its profile', () => {
    const faults = definitions.flatMap((one) =>
      validator
        .validate(one)
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .map(({ expression, text }) => [one.id, expression, text]),
    );
    expect(faults).toEqual([]);
  });

  test('the gateway does all that they say', () => {
    expect(definitions.flatMap(checkDefinition)).toEqual([]);
  });

  test('every action stands in the plan, with its condition and what sets it off', () => {
    expect(actions.map(({ id }) => id)).toEqual(pathway.actions.map(({ id }) => id));
    expect(actions.map(({ trigger }) => trigger?.map(({ name }) => name))).toEqual(
      pathway.actions.map(({ ev }) => ev),
    );
    expect(actions.every(({ condition }) => condition?.length === 1)).toBe(true);
  });

  test('every definition an action names is there', () => {
    const known = new Set(activities.map(({ url, version }) => `${String(url)}|${String(version)}`));
    const named = actionsIn(plan).flatMap(({ action }) => action.definitionCanonical ?? []);
    expect(named.filter((canonical) => !known.has(canonical))).toEqual([]);
    expect(named).toHaveLength(activities.length);
    expect(new Set(definitions.map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`)).size).toBe(
      definitions.length,
    );
  });
});

describe('the plan of Kristiansand', () => {
  const { pathway } = layerData('no-krs');
  const [plan] = writePlan(pathway, publishing);
  const byId = new Map((plan.action ?? []).map((action) => [action.id, action]));

  test('says a deadline counted from the event as a duration, any other in words', () => {
    expect(byId.get('A-SCREEN-1')?.timingDuration).toMatchObject({ value: 7, code: 'd' });
    expect(byId.get('A-W36')).toMatchObject({
      textEquivalent: 'start GA0+P34W, due GA0+P36W, escalate GA0+P35W',
    });
    expect(byId.get('A-W36')?.timingDuration).toBeUndefined();
  });

  test('relates an action to the one whose deadline or refusal sets it off', () => {
    const related = [...byId.values()].flatMap(({ id, relatedAction }) =>
      (relatedAction ?? []).map(({ actionId }) => `${actionId} > ${id ?? ''}`),
    );
    expect(related).toContain('A-CHILD-REF > A-CHILD-REF-WITHHELD');
  });

  test('says what the gateway does itself as such: nobody is asked', () => {
    expect(byId.get('A-REFERRAL-STOP')?.type?.coding?.[0]?.code).toBe('fire-event');
  });
});
