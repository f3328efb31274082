// What is counted? mappings/indicators.yaml, checked and compiled.

import type { SchemaObject } from 'ajv';
import { readDataFile } from '../../fhir/yaml-file.ts';
import { compile } from '../compile-action.ts';
import type { Title } from '../pathway.ts';
import type { Granularity, Indicators } from './types.ts';

const text = { type: 'string', minLength: 1 };
const id = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$' };
const title: SchemaObject = {
  type: 'object',
  required: ['nb', 'en'],
  additionalProperties: false,
  properties: { nb: text, en: text },
};

/** JSON Schema of mappings/indicators.yaml. */
export const INDICATORS_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['threshold', 'period', 'indicators'],
  additionalProperties: false,
  properties: {
    // Below five nothing is told (D-12); a site may be stricter, never looser.
    threshold: { type: 'integer', minimum: 5 },
    period: { enum: ['year', 'half-year', 'quarter'] },
    indicators: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'title', 'req', 'unit', 'date', 'of', 'groups', 'rest'],
        additionalProperties: false,
        properties: {
          id,
          title,
          req: { type: 'array', items: text },
          unit: { enum: ['case', 'child'] },
          date: text,
          of: text,
          rest: title,
          groups: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['id', 'nb', 'en', 'if'],
              additionalProperties: false,
              properties: { id, nb: text, en: text, if: text },
            },
          },
        },
      },
    },
  },
};

interface IndicatorsFile {
  threshold: number;
  period: Granularity;
  indicators: {
    id: string;
    title: Title;
    req: string[];
    unit: 'case' | 'child';
    date: string;
    of: string;
    rest: Title;
    groups: (Title & { id: string; if: string })[];
  }[];
}

/** Loads the indicators. Throws LENKE_DATA_FILE. */
export function loadIndicators(path: string): Indicators {
  const file = readDataFile<IndicatorsFile>(path, INDICATORS_SCHEMA);
  const { threshold, period, indicators } = file.value;
  const list = indicators.map(({ date, of, groups, ...row }, at) => ({
    ...row,
    date: compile(file, ['indicators', at, 'date'], date),
    of: compile(file, ['indicators', at, 'of'], of),
    groups: groups.map(({ if: when, ...group }, n) => ({
      ...group,
      if: compile(file, ['indicators', at, 'groups', n, 'if'], when),
    })),
  }));
  return { threshold, period, list };
}
