// How is a pathway told to people? Stages, and names of events, owners and conditions, from mappings/flow.yaml.

import type { SchemaObject } from 'ajv';
import { Temporal } from 'temporal-polyfill';
import { readDataFile } from '../../fhir/yaml-file.ts';
import type { Action, Title } from '../pathway.ts';

/** A stage of the pathway; a side stage may come beside the others, or never. */
export interface Stage extends Title {
  readonly id: string;
  readonly side: boolean;
  readonly on: readonly string[];
  readonly anchors: readonly string[];
  /** Actions that stand here whatever their dates and events say. */
  readonly actions: readonly string[];
}

/** Names by code. */
export interface Flow {
  readonly stages: readonly Stage[];
  readonly events: Readonly<Record<string, Title>>;
  readonly owners: Readonly<Record<string, Title>>;
  readonly conditions: Readonly<Record<string, Title>>;
}

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const words: SchemaObject = {
  type: 'object',
  required: ['nb', 'en'],
  additionalProperties: false,
  properties: { nb: text, en: text },
};
const named: SchemaObject = { type: 'object', additionalProperties: words };

/** JSON Schema of mappings/flow.yaml. */
export const FLOW_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['stages', 'events', 'owners', 'conditions'],
  additionalProperties: false,
  properties: {
    stages: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'nb', 'en', 'on'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[a-z-]+$' },
          nb: text,
          en: text,
          on: texts,
          anchors: texts,
          actions: texts,
          side: { type: 'boolean' },
        },
      },
    },
    events: named,
    owners: named,
    conditions: named,
  },
};

interface StageRow extends Title {
  id: string;
  on: string[];
  anchors?: string[];
  actions?: string[];
  side?: boolean;
}

/** Loads mappings/flow.yaml. Throws LENKE_DATA_FILE. */
export function loadFlow(path: string): Flow {
  const { value } = readDataFile<Omit<Flow, 'stages'> & { stages: StageRow[] }>(path, FLOW_SCHEMA);
  const stages = value.stages.map(({ anchors = [], actions = [], side = false, ...one }) => ({
    ...one,
    anchors,
    actions,
    side,
  }));
  return { ...value, stages };
}

/** The stage an action stands in: that of the anchor its dates are counted from, else that of its first event. */
export function stageOf({ id, start, due, ev }: Action, stages: readonly Stage[]): Stage | undefined {
  const home = stages.find(({ actions }) => actions.includes(id));
  if (home) return home;
  const own = start ?? due ?? '';
  const [best] = stages
    .flatMap((stage) => stage.anchors.map((anchor) => ({ stage, anchor, days: daysOf(anchor) })))
    .filter(({ anchor, days }) => anchorsOf(own).includes(anchorsOf(anchor)[0] ?? '') && daysOf(own) >= days)
    .toSorted((one, other) => other.days - one.days);
  return best?.stage ?? stages.find((stage) => stage.on.some((code) => ev.includes(code)));
}

/** Names before the plus: `LASTMEETING|EVENT+P31D` counts from the last meeting, else from the event. */
export function anchorsOf(expression: string): readonly string[] {
  return expression.split('+')[0]?.split('|') ?? [];
}

/** Days after the anchor, months as in a common year; 0 without a duration. Only for putting things in order. */
export function daysOf(expression: string): number {
  const duration = expression.split('+')[1];
  if (duration === undefined) return 0;
  return Temporal.Duration.from(duration).total({ unit: 'days', relativeTo: '2026-01-01' });
}
