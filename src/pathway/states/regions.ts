// Where do the parallel regions of a case stand? Read off the records: coordination, consent, coercion, barnevern. Pure.

import type { SchemaObject } from 'ajv';
import { type DataFile } from '../../fhir/yaml-file.ts';
import { type Resource, viewCase } from '../case/case-view.ts';
import { compile } from '../layers/compile-action.ts';
import type { Title } from '../title.ts';
import type { Region, RegionState } from './machine.ts';
import type { StateMove } from '../plan-types.ts';
import { prepare, type Working } from '../working.ts';

interface StateRow extends Title {
  id: string;
  if?: string;
  after?: string[];
}

/** A region as written. */
export interface RegionRow {
  ev: string[];
  must?: string;
  states: StateRow[];
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };

/** JSON Schema of `regions` in mappings/pathways/states.yaml. */
export const REGIONS_SCHEMA: SchemaObject = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['ev', 'states'],
    additionalProperties: false,
    properties: {
      ev: texts,
      must: text,
      states: {
        type: 'array',
        minItems: 2,
        items: {
          type: 'object',
          required: ['id', 'nb', 'en'],
          additionalProperties: false,
          properties: { id: text, nb: text, en: text, if: text, after: texts },
        },
      },
    },
  },
};

/** Compiles the regions. Throws LENKE_DATA_FILE, also for a state that comes after one the region does not have. */
export function compileRegions(
  rows: Readonly<Record<string, RegionRow>>,
  file: DataFile<unknown>,
): readonly Region[] {
  return Object.entries(rows).map(([name, { ev, must, states }]) => {
    const known = new Set(states.map(({ id }) => id));
    return {
      name,
      ev,
      ...(must !== undefined && { must: compile(file, ['regions', name, 'must'], must) }),
      states: states.map(({ if: holds, after, ...state }, n) => {
        const at = ['regions', name, 'states', n];
        const unknown = after?.find((one) => !known.has(one));
        if (unknown !== undefined) file.fail([...at, 'after'], `${unknown} is no state of this region.`);
        return {
          ...state,
          ...(after && { after }),
          ...(holds !== undefined && { if: compile(file, [...at, 'if'], holds) }),
        };
      }),
    };
  });
}

/** Where each region stands, by name. */
export function standingOf(working: Working): Readonly<Record<string, string>> {
  const { regions } = working.input.pathway;
  return Object.fromEntries(regions.map((region) => [region.name, stateOf(region, working).id]));
}

/** What an event did to the regions it may move, and what of it does not fit. Nothing is recorded: the records say it. */
export function moveRegions(working: Working): readonly StateMove[] {
  const { pathway, event, view } = working.input;
  const moved = pathway.regions.filter(({ ev }) => ev.includes(event.code));
  if (moved.length === 0) return [];
  const before = asItWas(working);
  return moved.flatMap((region) => {
    const to = stateOf(region, working);
    const from = before ? stateOf(region, before) : region.states[0];
    const fits = from === undefined || from.id === to.id || (to.after?.includes(from.id) ?? true);
    const holds = region.must === undefined || region.must(view.bundle, working.base)[0] === true;
    const [was, is] = [from?.id ?? to.id, to.id].map((id) => `${region.name}.${id}`);
    if (was === undefined || is === undefined || (was === is && holds)) return [];
    const misfits = fits && holds ? [] : [{ event: event.code, state: fits ? is : was }];
    return [{ subject: view.mother.reference, from: was, to: is, misfits, update: [] }];
  });
}

function stateOf({ states }: Region, { base, input }: Working): RegionState {
  const found = states.findLast(
    (state) => state.if === undefined || state.if(input.view.bundle, base)[0] === true,
  );
  return found ?? { id: 'NONE', nb: '', en: '' };
}

/** The case without what this event brought: its triggers as they were before, or not there. */
function asItWas({ input }: Working): Working | undefined {
  const { view, triggers, before = [], pathway } = input;
  const news = new Set(triggers.map(keyOf));
  const resources = [...view.resources.filter((one) => !news.has(keyOf(one))), ...before];
  const earlier = viewCase(view.case, resources, [], pathway.parameters, pathway.zone);
  return earlier && prepare({ ...input, view: earlier, triggers: [] });
}

function keyOf({ resourceType, id }: Resource): string {
  return `${resourceType}/${id ?? ''}`;
}
