// What must the classes file look like? Its types and JSON Schema (mappings/law/classes.yaml).

import type { SchemaObject } from 'ajv';
import type { DataClass } from '../domain/data-class.ts';
import type { Point } from './law-file.ts';
import { POINT } from './law-schema.ts';

/** Which classes a resource carries. */
export interface ClassEntry {
  readonly type: string;
  readonly of?: 'mother' | 'child';
  readonly profile?: string;
  readonly when?: string;
  readonly classes: readonly DataClass[];
  readonly quotes?: readonly DataClass[];
  readonly marks?: readonly string[];
  /** Why these classes, where it is not plain from what it is. */
  readonly reason?: string;
  /** A question somebody must sign off first: while it is off the resource is unclassified, and no later entry is asked. */
  readonly point?: string;
}

/** Which classes a part of a resource carries besides. */
export interface PartEntry {
  readonly type: string;
  readonly of?: 'mother' | 'child';
  readonly path: string;
  readonly classes?: readonly DataClass[];
  readonly quotes?: readonly DataClass[];
}

/** Security label of a class. */
export interface Label {
  readonly confidentiality: 'R' | 'V';
  readonly sensitivity: readonly string[];
}

/** How a protected address is told, and what is removed. */
export interface ProtectedAddress {
  readonly system: string;
  readonly codes: readonly string[];
  readonly types: readonly string[];
  readonly remove: readonly string[];
}

/** The file. */
export interface ClassesFile {
  readonly classes: readonly ClassEntry[];
  readonly parts: readonly PartEntry[];
  /** FHIRPath by type: who says it. */
  readonly authors: Readonly<Record<string, string>>;
  readonly labels: Readonly<Partial<Record<DataClass, Label>>>;
  readonly protectedAddress: ProtectedAddress;
  /** What is not settled about classes, as in a law file. */
  readonly points: readonly Point[];
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const dataClasses = {
  type: 'array',
  items: { enum: ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12'] },
};
const of = { enum: ['mother', 'child'] };

/** JSON Schema of mappings/law/classes.yaml. */
export const CLASSES_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['classes', 'parts', 'authors', 'labels', 'protectedAddress', 'points'],
  additionalProperties: false,
  properties: {
    classes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'classes'],
        additionalProperties: false,
        properties: {
          type: text,
          of,
          profile: text,
          when: text,
          classes: dataClasses,
          quotes: dataClasses,
          marks: texts,
          reason: text,
          point: text,
        },
      },
    },
    parts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'path'],
        anyOf: [{ required: ['classes'] }, { required: ['quotes'] }],
        additionalProperties: false,
        properties: { type: text, of, path: text, classes: dataClasses, quotes: dataClasses },
      },
    },
    points: { type: 'array', items: POINT },
    authors: { type: 'object', additionalProperties: text },
    labels: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['confidentiality', 'sensitivity'],
        additionalProperties: false,
        properties: { confidentiality: { enum: ['R', 'V'] }, sensitivity: texts },
      },
    },
    protectedAddress: {
      type: 'object',
      required: ['system', 'codes', 'types', 'remove'],
      additionalProperties: false,
      properties: { system: text, codes: texts, types: texts, remove: texts },
    },
  },
};
