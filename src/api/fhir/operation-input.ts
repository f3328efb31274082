// What was an operation asked? Its parameters, from the address and from a Parameters resource in the body.

import { GatewayError } from '../../domain/failure.ts';
import { isExactObject, objects, text } from '../../domain/json.ts';
import type { FhirRequest } from './request.ts';

/** Parameters of one call. */
export interface OperationInput {
  /** The first value as text; undefined when it was not given. */
  text(name: string): string | undefined;
  /** All values as text; lists with commas are taken apart. */
  list(name: string): readonly string[];
  /** A resource or a complex value: a Coding, a CodeableConcept. */
  object(name: string): Readonly<Record<string, unknown>> | undefined;
  /** All resources and complex values of a name. */
  objects(name: string): readonly Readonly<Record<string, unknown>>[];
  /** Names that were given, each once. */
  readonly names: readonly string[];
}

function valueOf(parameter: Readonly<Record<string, unknown>>): unknown {
  const key = Object.keys(parameter).find((name) => name === 'resource' || /^value[A-Z]/.test(name));
  return key === undefined ? undefined : parameter[key];
}

function asText(value: unknown): string | undefined {
  if (JSON.isRawJSON(value)) return value.rawJSON;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Reads what came. A body that is no Parameters is LENKE_OPERATION_INPUT. */
export function readOperationInput({ params, body }: FhirRequest): OperationInput {
  const exact = body?.exact;
  if (body && (!isExactObject(exact) || exact['resourceType'] !== 'Parameters')) {
    throw operationFault('body', 'a Parameters resource is needed.');
  }
  const given = isExactObject(exact) ? objects(exact['parameter']) : [];
  const values = (name: string): unknown[] => [
    ...params.getAll(name),
    ...given.filter((one) => one['name'] === name).map(valueOf),
  ];
  const texts = (name: string): string[] => values(name).flatMap((value) => asText(value) ?? []);
  return {
    text: (name) => text(texts(name)[0]),
    list: (name) => texts(name).flatMap((value) => value.split(',').filter((part) => part !== '')),
    object: (name) => values(name).find(isExactObject),
    objects: (name) => values(name).filter(isExactObject),
    names: [...new Set([...params.keys(), ...given.flatMap((one) => text(one['name']) ?? [])])],
  };
}

/** LENKE_OPERATION_INPUT at a parameter. */
export function operationFault(parameter: string, reason: string): GatewayError {
  return new GatewayError('LENKE_OPERATION_INPUT', { parameter, reason, expression: `http.${parameter}` });
}

/** A whole number from 0 on; undefined when it was not given. */
export function integerOf(input: OperationInput, name: string): number | undefined {
  const found = input.text(name);
  if (found === undefined) return undefined;
  if (/^\d{1,9}$/.test(found)) return Number(found);
  throw operationFault(name, 'a whole number is needed.');
}
