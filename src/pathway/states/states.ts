// Where does a case stand, and where does an event bring it? The machines of mappings/pathways/states.yaml; pure.

import type { SchemaObject } from 'ajv';
import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import { readDataFile } from '../../fhir/yaml-file.ts';
import { compile } from '../layers/compile-action.ts';
import type { Title } from '../title.ts';
import type { Machine, Machines, Region } from './machine.ts';
import { compileRegions, type RegionRow, REGIONS_SCHEMA } from './regions.ts';

/** What an event did to a machine. */
export interface Step {
  readonly state: string;
  /** False: the event does not fit where the machine stands. */
  readonly legal: boolean;
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };

const machine: SchemaObject = {
  type: 'object',
  required: ['initial', 'states', 'anywhere', 'transitions'],
  additionalProperties: false,
  properties: {
    initial: text,
    anywhere: texts,
    states: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'phase', 'nb', 'en'],
        additionalProperties: false,
        properties: {
          id: text,
          phase: { enum: ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'] },
          nb: text,
          en: text,
          if: text,
          closed: { type: 'boolean' },
        },
      },
    },
    transitions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['from', 'ev', 'if', 'to'],
        additionalProperties: false,
        properties: { from: texts, ev: texts, if: text, to: text },
      },
    },
  },
};

/** JSON Schema of mappings/pathways/states.yaml. */
export const STATES_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['machines'],
  additionalProperties: false,
  properties: {
    regions: REGIONS_SCHEMA,
    machines: {
      type: 'object',
      required: ['mother', 'child'],
      additionalProperties: false,
      properties: { mother: machine, child: machine },
    },
  },
};

interface MachineRow {
  initial: string;
  states: (Title & { id: string; phase: string; if?: string; closed?: boolean })[];
  anywhere: string[];
  transitions: { from: string[]; ev: string[]; if: string; to: string }[];
}

/** Machines and regions of mappings/pathways/states.yaml. */
export interface States {
  readonly machines: Machines;
  readonly regions: readonly Region[];
}

/** Loads the machines and the regions. Throws LENKE_DATA_FILE, also for a row that names a state the machine does not have. */
export function loadStates(path: string): States {
  const file = readDataFile<{
    machines: Record<'mother' | 'child', MachineRow>;
    regions?: Record<string, RegionRow>;
  }>(path, STATES_SCHEMA);
  const build = (name: 'mother' | 'child'): Machine => {
    const row = file.value.machines[name];
    const known = (state: string) => row.states.some(({ id }) => within(id, state));
    return {
      initial: row.initial,
      anywhere: row.anywhere,
      states: row.states.map(({ if: reached, ...state }, n) => ({
        ...state,
        ...(reached !== undefined && {
          if: compile(file, ['machines', name, 'states', n, 'if'], reached),
        }),
      })),
      transitions: row.transitions.map((transition, n) => {
        const at = ['machines', name, 'transitions', n];
        const unknown = [...transition.from, transition.to].find((state) => state !== '*' && !known(state));
        if (unknown !== undefined) file.fail(at, `${unknown} is no state of this machine.`);
        return { ...transition, if: compile(file, [...at, 'if'], transition.if) };
      }),
    };
  };
  return {
    machines: { mother: build('mother'), child: build('child') },
    regions: compileRegions(file.value.regions ?? {}, file),
  };
}

/** True when `state` is `named` or a substate of it. */
function within(state: string, named: string): boolean {
  return state === named || state.startsWith(`${named}.`);
}

/** The later of what was recorded and what the records show by themselves; unknown states count as the first. */
export function standing(
  { states, initial }: Machine,
  recorded: string | undefined,
  holds: (path: CompiledPath) => boolean,
): string {
  const rank = (id: string | undefined) => states.findIndex((state) => state.id === id);
  const shown = states.findLast((state) => state.if !== undefined && holds(state.if));
  const best = Math.max(rank(recorded), rank(shown?.id), rank(initial));
  return states[best]?.id ?? initial;
}

/** Where an event brings a machine. A row whose condition is not true leaves it where it stands, and that is no fault. */
export function step(
  { transitions, anywhere, states }: Machine,
  state: string,
  code: string,
  holds: (path: CompiledPath) => boolean,
): Step {
  const rows = transitions.filter(({ ev }) => ev.includes(code));
  if (rows.length === 0) return { state, legal: true };
  const here = rows.filter(({ from }) => from.some((name) => name === '*' || within(state, name)));
  const row = here.find((one) => holds(one.if));
  if (row) return { state: row.to, legal: states.some(({ id }) => id === row.to) };
  const there = rows.some(({ to }) => within(state, to));
  return { state, legal: here.length > 0 || there || anywhere.includes(code) };
}
