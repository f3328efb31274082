// What does a Parameters resource ask to be patched? FHIRPath Patch, read (R4 fhirpatch.html).

import { isExactObject, objects, text } from '../../domain/json.ts';
import { invalid } from './fault.ts';

type Json = Readonly<Record<string, unknown>>;

/** A value to put somewhere: one of a type, a resource, or the parts of an element that has no type of its own. */
export type PatchValue =
  | { readonly kind: 'typed'; readonly type: string; readonly value: unknown; readonly sidecar: unknown }
  | {
      readonly kind: 'parts';
      readonly parts: readonly { readonly name: string; readonly value: PatchValue }[];
    };

interface Common {
  /** Place among the parameters. */
  readonly number: number;
  readonly path: string;
}

/** One operation. */
export type Operation =
  | (Common & { readonly type: 'add'; readonly name: string; readonly value: PatchValue })
  | (Common & { readonly type: 'insert'; readonly index: number; readonly value: PatchValue })
  | (Common & { readonly type: 'delete' })
  | (Common & { readonly type: 'replace'; readonly value: PatchValue })
  | (Common & { readonly type: 'move'; readonly source: number; readonly destination: number });

function lowered(name: string): string {
  const primitive = name.charAt(0).toLowerCase() + name.slice(1);
  return PRIMITIVES.has(primitive) ? primitive : name;
}

const PRIMITIVES: ReadonlySet<string> = new Set([
  'base64Binary',
  'boolean',
  'canonical',
  'code',
  'date',
  'dateTime',
  'decimal',
  'id',
  'instant',
  'integer',
  'markdown',
  'oid',
  'positiveInt',
  'string',
  'time',
  'unsignedInt',
  'uri',
  'url',
  'uuid',
]);

function readValue(part: Json, number: number): PatchValue {
  if (isExactObject(part['resource'])) {
    return { kind: 'typed', type: 'Resource', value: part['resource'], sidecar: undefined };
  }
  const key = Object.keys(part).find((name) => /^_?value[A-Z]/.test(name));
  if (key !== undefined) {
    const name = key.replace(/^_/, '');
    return { kind: 'typed', type: lowered(name.slice(5)), value: part[name], sidecar: part[`_${name}`] };
  }
  const inner = objects(part['part']);
  if (inner.length === 0) throw invalid(number, 'value holds neither a value nor parts.');
  const parts = inner.map((one) => ({ name: text(one['name']) ?? '', value: readValue(one, number) }));
  return { kind: 'parts', parts };
}

function readInteger(part: Json | undefined, name: string, number: number): number {
  const value = Number(part?.['valueInteger'] ?? part?.['valueUnsignedInt'] ?? part?.['valuePositiveInt']);
  if (Number.isInteger(value) && value >= 0) return value;
  throw invalid(number, `${name} must be a whole number from 0 on.`);
}

function readOperation(parameter: Json, number: number): Operation {
  if (parameter['name'] !== 'operation') throw invalid(number, 'every parameter must be an operation.');
  const parts = new Map(objects(parameter['part']).map((part) => [part['name'], part]));
  const word = (name: string): string =>
    text(parts.get(name)?.['valueString']) ?? text(parts.get(name)?.['valueCode']) ?? '';
  const path = word('path');
  if (path === '') throw invalid(number, 'path is missing.');
  const value = (): PatchValue => {
    const part = parts.get('value');
    if (!part) throw invalid(number, 'value is missing.');
    return readValue(part, number);
  };
  const integer = (name: string): number => readInteger(parts.get(name), name, number);
  const type = word('type');
  switch (type) {
    case 'add': {
      const name = word('name');
      if (name === '') throw invalid(number, 'name is missing.');
      return { type, number, path, name, value: value() };
    }
    case 'insert':
      return { type, number, path, index: integer('index'), value: value() };
    case 'delete':
      return { type, number, path };
    case 'replace':
      return { type, number, path, value: value() };
    case 'move':
      return { type, number, path, source: integer('source'), destination: integer('destination') };
    default:
      throw invalid(number, 'type must be add, insert, delete, replace or move.');
  }
}

/** Each operation looks for its place in the whole resource. */
const MOST = 200;

/** Reads the operations of a Parameters resource; LENKE_PATCH_INVALID with the number of the first that is none. */
export function readOperations(parameters: Json): readonly Operation[] {
  const list = objects(parameters['parameter']);
  if (list.length === 0) throw invalid(0, 'Parameters holds no operation.');
  if (list.length > MOST) throw invalid(MOST, `at most ${MOST} operations are taken.`);
  return list.map(readOperation);
}
