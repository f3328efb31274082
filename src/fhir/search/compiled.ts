// What is a criterion once it is compiled, and how does one say that a value cannot be read?

import { GatewayError } from '../../domain/failure.ts';
import type { Json } from './collect.ts';
import type { Condition } from './entries.ts';
import type { SearchParameter } from './parameters.ts';
import { shownName } from './unsupported.ts';

/** A criterion ready to run: conditions on the index (all required), and the last word on a resource. */
export interface CompiledCriterion {
  readonly conditions: readonly Condition[];
  /** True when the conditions say all of it: then the index alone can count and chain. */
  readonly exact: boolean;
  readonly answers: (resource: Json) => boolean;
  /** Name of the criterion when the index only knows that there is some value: without another one it reads the whole type. */
  readonly scans?: string;
}

/** LENKE_SEARCH_VALUE. The value itself stays out of the facts: it can be a person's. */
export function badValue(parameter: Pick<SearchParameter, 'code'>, reason: string): GatewayError {
  return new GatewayError('LENKE_SEARCH_VALUE', { parameter: parameter.code, reason });
}

/** LENKE_SEARCH_PARAMETER for a modifier. */
export function unsupportedModifier(
  parameter: Pick<SearchParameter, 'code' | 'type'>,
  modifier: string,
  hint: string,
): GatewayError {
  return new GatewayError('LENKE_SEARCH_PARAMETER', {
    parameter: `${parameter.code}:${modifier}`,
    type: parameter.type,
    hint,
    modifier: shownName(modifier),
  });
}

/** True for {@link unsupportedModifier}: it is refused also where what is unknown is left out (R4 search, 3.1.1.3). */
export function isModifierFault(error: unknown): boolean {
  return error instanceof GatewayError && error.facts['modifier'] !== undefined;
}

/** None of what `found` finds. Only for criteria the index knows exactly: the opposite of too much is too little. */
export function negated(found: CompiledCriterion): CompiledCriterion {
  return {
    exact: found.exact,
    conditions: found.conditions.map((condition) =>
      'negate' in condition ? { ...condition, negate: true } : condition,
    ),
    answers: (resource) => !found.answers(resource),
  };
}

/** A criterion the index cannot tell but for whether there is a value at all. */
export function scanned(
  parameter: SearchParameter,
  modifier: string,
  answers: (value: Json) => boolean,
): CompiledCriterion {
  const { bit } = parameter;
  return {
    conditions: bit === undefined ? [] : [{ kind: 'missing', bit, missing: false }],
    exact: false,
    scans: `${parameter.code}:${modifier}`,
    answers: (resource) => parameter.read(resource).some(answers),
  };
}
