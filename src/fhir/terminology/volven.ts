// Which code systems does mappings/codes/volven.yaml hold? Read when the generated files are built; at run time only by who needs the names of a list.

import type { SchemaObject } from 'ajv';
import { VOLVEN_ROOT } from '../norwegian/code-systems.ts';
import type { Json } from '../validator/definitions.ts';
import { readDataFile } from '../yaml-file.ts';

/** JSON Schema of mappings/codes/volven.yaml. */
export const VOLVEN_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['lists'],
  additionalProperties: false,
  properties: {
    lists: {
      type: 'array',
      items: {
        type: 'object',
        required: ['number', 'name', 'whole', 'codes'],
        additionalProperties: false,
        properties: {
          number: { type: 'string', pattern: '^[0-9]+$', description: 'The last part of its OID.' },
          name: { type: 'string' },
          whole: { type: 'boolean', description: 'True when a code that is not here does not exist.' },
          codes: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } },
        },
      },
    },
  },
};

interface VolvenFile {
  readonly lists: readonly {
    readonly number: string;
    readonly name: string;
    readonly whole: boolean;
    readonly codes: Readonly<Record<string, string>>;
  }[];
}

/** The lists of `file` as CodeSystem resources. Throws LENKE_DATA_FILE. */
export function volvenCodeSystems(file: string): Json[] {
  return readDataFile<VolvenFile>(file, VOLVEN_SCHEMA).value.lists.map(({ number, whole, codes }) => ({
    resourceType: 'CodeSystem',
    url: VOLVEN_ROOT + number,
    content: whole ? 'complete' : 'fragment',
    caseSensitive: true,
    concept: Object.entries(codes).map(([code, display]) => ({ code, display })),
  }));
}

/** Names by code of one list. Throws LENKE_DATA_FILE. */
export function volvenNames(file: string, wanted: string): ReadonlyMap<string, string> {
  const { lists } = readDataFile<VolvenFile>(file, VOLVEN_SCHEMA).value;
  return new Map(
    lists.filter(({ number }) => number === wanted).flatMap(({ codes }) => Object.entries(codes)),
  );
}
