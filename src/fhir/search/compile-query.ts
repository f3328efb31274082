// What must a whole search ask of the index tables, and which resources answer it?

import { GatewayError } from '../../domain/failure.ts';
import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';
import { compartmentParameters } from './compartments.ts';
import { compileCriterion } from './compile-criterion.ts';
import { type CompiledCriterion, unsupportedModifier } from './compiled.ts';
import type { Condition } from './entries.ts';
import type { SearchParameters } from './parameters.ts';
import type { SearchCriterion, SearchQuery } from './query.ts';
import { hash64 } from './hash.ts';
import { targetsOf } from './reference.ts';

/** A search ready to run. */
export interface CompiledQuery {
  readonly type: string;
  readonly conditions: readonly Condition[];
  /** True when the conditions say all of it. */
  readonly exact: boolean;
  /** Criteria the index hardly knows; without another one each resource of the type is read. */
  readonly scans: readonly string[];
  /** The last word: does this resource (with its id) answer every criterion? */
  readonly answers: (resource: Json) => boolean;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

function byId(criterion: SearchCriterion): CompiledCriterion {
  if (criterion.modifier !== undefined && criterion.modifier !== 'not') {
    throw unsupportedModifier(
      { code: '_id', type: 'Resource' },
      criterion.modifier,
      'Offered: _id, _id:not.',
    );
  }
  const negate = criterion.modifier === 'not';
  // A text that can be no id matches nothing; `Type/id` is taken as clients write it.
  const ids = criterion.values
    .map((value) => value.slice(value.lastIndexOf('/') + 1))
    .filter((id) => ID.test(id));
  return {
    conditions: [{ kind: 'id', negate, ids }],
    exact: true,
    answers: (resource) => isObject(resource) && ids.some((id) => id === resource['id']) !== negate,
  };
}

/** Compiles one criterion of a type. Throws LENKE_SEARCH_PARAMETER when the type has no such parameter. */
export function compileOne(
  type: string,
  criterion: SearchCriterion,
  parameters: SearchParameters,
  now: Date,
): CompiledCriterion {
  if (criterion.through) throw new TypeError('a chain or _has is resolved against the store');
  if (criterion.parameter === '_id') return byId(criterion);
  const parameter = parameters.get(type, criterion.parameter);
  if (parameter) return compileCriterion(parameter, criterion, parameters, now);
  const known = parameters.of(type).map((item) => item.code);
  throw new GatewayError('LENKE_SEARCH_PARAMETER', {
    parameter: criterion.parameter,
    type,
    hint: known.length === 0 ? '' : `Offered: _id, ${known.join(', ')}.`,
  });
}

/** Compiles a search; throws as {@link compileOne} does. */
export function compileQuery(query: SearchQuery, parameters: SearchParameters, now: Date): CompiledQuery {
  const criteria = query.criteria.map((criterion) => compileOne(query.type, criterion, parameters, now));
  return {
    type: query.type,
    conditions: criteria.flatMap((criterion) => criterion.conditions),
    exact: criteria.every((criterion) => criterion.exact),
    scans: criteria.flatMap((criterion) => criterion.scans ?? []),
    answers: (resource) => criteria.every((criterion) => criterion.answers(resource)),
  };
}

/** What belongs to a compartment: one of the type's parameters for it points at its resource. Throws LENKE_COMPARTMENT. */
export function compileCompartment(
  compartment: NonNullable<SearchQuery['compartment']>,
  type: string,
  parameters: SearchParameters,
): CompiledCriterion {
  const codes = compartmentParameters(compartment.type, type);
  if (!codes) throw new GatewayError('LENKE_COMPARTMENT', { compartment: compartment.type, type });
  const ties = codes.flatMap((code) => parameters.get(type, code) ?? []);
  const key = `${compartment.type}/${compartment.id}`;
  return {
    conditions: [
      { kind: 'ref', negate: false, parameters: ties.map(({ id }) => id), targets: [hash64(key)] },
    ],
    exact: true,
    answers: (resource) =>
      ties.some((tie) =>
        tie.read(resource).some((value) => targetsOf(value).some((target) => target.key === key)),
      ),
  };
}
