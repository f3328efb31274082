// What does the law file say? Rules in order, the matrix of recipient × class × phase, and the relations that count.

import type { SchemaObject } from 'ajv';
import { GatewayError } from '../domain/failure.ts';
import type { DataClass } from '../domain/verdict.ts';
import { compileFhirPath, type CompiledPath } from '../fhir/fhirpath/compile.ts';
import { readDataFile } from '../fhir/yaml-file.ts';
import type { Language } from '../domain/failure.ts';

export type Phase = 'PRE' | 'BIRTH' | 'POST';
/** What a rule may lean on. */
export type Need = 'treatment-relation' | 'consent' | 'objection';

export interface LawRule {
  readonly id: string;
  /** Basis codes; the one an action claims is used when it is among them, else the first. */
  readonly basis: readonly string[];
  readonly effect: 'permit' | 'deny';
  /** Matrix codes the rule may act on; undefined: every cell. */
  readonly cells?: readonly string[];
  readonly needs: readonly Need[];
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** The law of one jurisdiction, ready to decide by. */
export interface Law {
  readonly id: string;
  readonly version: string;
  readonly consentEndsAtBirth: boolean;
  readonly rules: readonly LawRule[];
  readonly basis: Readonly<Record<string, Readonly<Record<Language, string>>>>;
  /** Alternative codes of a cell, such as ['T', 'C']; empty when the recipient has no row in the phase. */
  cell(role: string, dataClass: DataClass, phase: Phase): readonly string[];
  /** Row of the matrix a role is judged by. */
  rowOf(role: string): string;
  /** Resource types a verdict depends on: those the relations name, and those that tell consents, phase and persons. */
  readonly reads: readonly string[];
  readonly relations: readonly { readonly name: string; readonly find: CompiledPath }[];
}

interface LawFile {
  law: string;
  version: string;
  consentEndsAtBirth: boolean;
  rules: LawRule[];
  basis: Law['basis'];
  relations: Record<string, string>;
  classes: DataClass[];
  matrix: Record<Phase, Record<string, string[]>>;
  aliases: Record<string, string>;
}

const text = { type: 'string' };
const texts = { type: 'array', items: text };

/** JSON Schema of mappings/law/*.yaml (not classes.yaml). */
export const LAW_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['law', 'version', 'rules', 'matrix', 'classes', 'relations', 'basis'],
  properties: {
    law: text,
    version: text,
    consentEndsAtBirth: { type: 'boolean' },
    rules: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'basis', 'effect', 'needs'],
        additionalProperties: false,
        properties: {
          id: text,
          basis: { ...texts, minItems: 1 },
          effect: { enum: ['permit', 'deny'] },
          cells: texts,
          needs: { type: 'array', items: { enum: ['treatment-relation', 'consent', 'objection'] } },
          validFrom: text,
          validTo: text,
        },
      },
    },
    basis: { type: 'object', additionalProperties: { type: 'object', required: ['nb', 'nn', 'en'] } },
    relations: { type: 'object', additionalProperties: text },
    phases: { type: 'object' },
    classes: texts,
    matrix: {
      type: 'object',
      required: ['PRE', 'BIRTH', 'POST'],
      additionalProperties: { type: 'object', additionalProperties: texts },
    },
    aliases: { type: 'object', additionalProperties: text },
  },
  additionalProperties: false,
};

/** Loads a law file. The last rule must deny without needing anything: nothing may fall through. */
export function loadLaw(file: string): Law {
  const data = readDataFile<LawFile>(file, LAW_SCHEMA);
  const { value } = data;
  const last = value.rules.at(-1);
  if (!last || last.effect !== 'deny' || last.needs.length > 0 || last.cells) {
    data.fail(
      ['rules', value.rules.length - 1],
      'The last rule must deny everything, without needs or cells.',
    );
  }
  const column = new Map(value.classes.map((dataClass, index) => [dataClass, index]));
  const rowOf = (role: string): string => value.aliases[role] ?? role;
  return {
    id: value.law,
    version: value.version,
    consentEndsAtBirth: value.consentEndsAtBirth,
    rules: value.rules,
    basis: value.basis,
    rowOf,
    cell(role, dataClass, phase) {
      const code = value.matrix[phase][rowOf(role)]?.[column.get(dataClass) ?? -1];
      return code === undefined ? [] : code.split('|');
    },
    reads: [...new Set([...ALWAYS_READ, ...Object.values(value.relations).flatMap(typesOf)])],
    relations: Object.entries(value.relations).map(([name, expression]) => ({
      name,
      find: compileAt(data, name, expression),
    })),
  };
}

const ALWAYS_READ = ['Consent', 'EpisodeOfCare', 'Patient', 'RelatedPerson', 'Encounter', 'Observation'];

function typesOf(expression: string): readonly string[] {
  return [...expression.matchAll(/ofType\((\w+)\)/g)].flatMap((match) => match[1] ?? []);
}

function compileAt(
  data: { fail(path: (string | number)[], reason: string): never },
  name: string,
  expression: string,
): CompiledPath {
  try {
    return compileFhirPath(expression);
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    return data.fail(['relations', name], `${cause instanceof Error ? cause.message : 'is not FHIRPath'}.`);
  }
}
