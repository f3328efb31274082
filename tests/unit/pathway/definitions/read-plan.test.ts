// The engine runs PlanDefinitions: a layer written as FHIR and read back plans the same actions and the same drafts.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { eventId } from '../../../../src/domain/identity.ts';
import { createElementRules } from '../../../../src/fhir/patch/element-rules.ts';
import { readDataFile } from '../../../../src/fhir/yaml-file.ts';
import { viewCase } from '../../../../src/pathway/case/case-view.ts';
import { createCompile } from '../../../../src/pathway/definitions/evaluate.ts';
import { readDefinition } from '../../../../src/pathway/definitions/definition.ts';
import { checkAll } from '../../../../src/pathway/definitions/gather.ts';
import { readActions } from '../../../../src/pathway/definitions/read-plan.ts';
import type { Reading } from '../../../../src/pathway/definitions/reading.ts';
import { writePlan } from '../../../../src/pathway/definitions/write-plan.ts';
import { assemble } from '../../../../src/pathway/layers/load.ts';
import type { Pathway } from '../../../../src/pathway/pathway.ts';
import { plan, type Plan } from '../../../../src/pathway/plan.ts';
import { addresseeFor } from '../../../../src/pipeline/planning/address.ts';
import { CANONICAL, codeSystem } from '../../../../src/pipeline/canonical.ts';
import { STILLBIRTH, TWINS, WITHOUT_NUMBER } from '../../../../src/sandbox/people.ts';
import { bornCase } from '../../../support/case.ts';
import { layerData, type Made, planFor } from '../../../support/pathway-case.ts';

const findRule = createElementRules();
const LAYERS = ['no-krs', 'no-lk', 'dk'];

/** The layer as it comes back from JSON. */
function readBack(layer: string): Pathway {
  const { pathway } = layerData(layer);
  const written: unknown[] = JSON.parse(
    JSON.stringify(writePlan(pathway, { canonical: CANONICAL, system: codeSystem })),
  );
  const [definition, ...activities] = written.map(readDefinition);
  if (definition?.resourceType !== 'PlanDefinition') throw new TypeError('no plan');
  const byUrl = new Map(activities.map((one) => [`${one?.url ?? ''}|${one?.version ?? ''}`, one]));
  const reading: Reading = {
    find: (canonical) => byUrl.get(canonical),
    findRule,
    compile: createCompile(),
    zone: pathway.zone,
    prefix: '',
    memberOf: () => undefined,
  };
  expect(checkAll(definition, reading.find)).toEqual([]);
  return assemble({ ...pathway, actions: readActions(definition, reading) });
}

const read = new Map(LAYERS.map((layer) => [layer, readBack(layer)]));

/** What R4 says of a plan: what was done and not, and every draft. Sends, changes and effects stay with the layer. */
function said({ applied, skipped, drafts, timers, unfilled }: Plan): object {
  return {
    applied,
    // To a plan, what nobody has signed is a condition that does not hold.
    skipped: skipped.map(({ action, why }) => ({
      action,
      why: why === 'unsigned' ? 'condition-false' : why,
    })),
    drafts: drafts.map(({ action, alias, resource }) => ({ action, alias, resource })),
    timers: timers.map(({ id, due }) => [id, due]),
    unfilled,
  };
}

interface Row {
  readonly layer?: string;
  readonly on: string;
  readonly has: readonly string[];
  readonly by?: readonly string[];
  readonly at?: string;
  readonly childStates?: Readonly<Record<string, string>>;
  readonly stop: { readonly without?: string; readonly with?: string };
}
const { rows } = readDataFile<{ rows: Record<string, Row> }>(
  join(import.meta.dirname, '..', 'actions.yaml'),
  {},
).value;

function madeOf({ layer = 'no-krs', on, has, by, at, childStates }: Row): Made {
  return {
    layer,
    has,
    ...(by && { by }),
    event: on,
    ...(at !== undefined && { at }),
    ...(childStates && { childStates }),
  };
}

/** The births of tests/golden. */
const BIRTHS: readonly [string, string, Parameters<typeof bornCase>[0]][] = [
  ['a birth under LAR', 'E_LIVEBIRTH', {}],
  ['a birth after reported use', 'E_LIVEBIRTH', { mother: { exposure: 'use' } }],
  ['a birth without exposure', 'E_LIVEBIRTH', { mother: { exposure: 'none' } }],
  ['a birth of twins', 'E_LIVEBIRTH', { birth: { children: TWINS } }],
  ['a birth without a number', 'E_LIVEBIRTH', { birth: { children: WITHOUT_NUMBER } }],
  ['a birth that NAV coordinates', 'E_LIVEBIRTH', { mother: { coordinator: 'nav' } }],
  [
    'a birth where there is no family health service',
    'E_LIVEBIRTH',
    { mother: { municipality: '4203', coordinator: false } },
  ],
  ['a stillbirth', 'E_LOSS', { birth: { children: STILLBIRTH } }],
];

describe('a layer written and read back plans the same', () => {
  test.each(Object.entries(rows))('where %s is done, and where it is not', (_, row) => {
    const made = madeOf(row);
    const { without, with: more } = row.stop;
    const stopped = {
      ...made,
      has: [...made.has.filter((name) => name !== without), ...(more === undefined ? [] : [more])],
    };
    for (const one of [made, stopped])
      expect(said(planFor(one, read.get(one.layer ?? '')))).toEqual(said(planFor(one)));
  });

  test.each(BIRTHS)('at %s', (_, code, options) => {
    const { directory } = layerData('no-krs');
    const by = (pathway: Pathway): Plan => {
      const { resources, caseRef, triggers } = bornCase(options);
      const view = viewCase(caseRef, resources, triggers, pathway.parameters, pathway.zone);
      if (!view) throw new TypeError('no case');
      const now = new Date('2026-10-08T04:12:00Z');
      const event = { id: eventId(code, caseRef), code, at: now, subject: view.mother.reference };
      const addressOf = (role: string) => addresseeFor(role, view, directory, now);
      return plan({ pathway, view, event, triggers, now, system: codeSystem, addressOf });
    };
    const own = by(layerData('no-krs').pathway);
    const again = by(read.get('no-krs') ?? layerData('no-krs').pathway);
    expect(own.drafts.length).toBeGreaterThan(0);
    expect(said(again)).toEqual(said(own));
  });

  test.each(LAYERS)('a birth of twins under %s', (layer) => {
    const born: Made = {
      layer,
      has: ['dated', 'lar', 'use', 'coordinator', 'twins', 'partner'],
      by: ['twins'],
      event: 'E_LIVEBIRTH',
      at: '2026-10-08T04:12:00Z',
    };
    const own = planFor(born);
    expect(own.drafts.length).toBeGreaterThan(5);
    expect(said(planFor(born, read.get(layer)))).toEqual(said(own));
  });
});
