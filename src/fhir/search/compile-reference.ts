// What does a reference criterion ask of the index, and does a resource point there?

import { badValue, type CompiledCriterion } from './compiled.ts';
import { hash64 } from './hash.ts';
import type { SearchParameter } from './parameters.ts';
import { referenceKeys, targetsOf } from './reference.ts';

/** Types an id alone can mean: the modifier's, or those the parameter names, or all. */
export function typesMeant(
  parameter: SearchParameter,
  modifier: string | undefined,
  resources: readonly string[],
): readonly string[] {
  if (modifier !== undefined && resources.includes(modifier)) return [modifier];
  return parameter.targets.length > 0 ? parameter.targets : resources;
}

/** `id`, `Type/id` or an address; all that point at one of them. */
export function compileReference(
  parameter: SearchParameter,
  modifier: string | undefined,
  values: readonly string[],
  resources: readonly string[],
): CompiledCriterion {
  const types = typesMeant(parameter, modifier, resources);
  const keys = values.flatMap((value) => {
    const found = referenceKeys(value, types);
    if (found.length === 0) throw badValue(parameter, 'expected id, Type/id or an address');
    return found;
  });
  const wanted = new Set(keys);
  return {
    conditions: [{ kind: 'ref', negate: false, parameters: [parameter.id], targets: keys.map(hash64) }],
    exact: true,
    answers: (resource) =>
      parameter.read(resource).some((value) => targetsOf(value).some((target) => wanted.has(target.key))),
  };
}

/** All that point at one of these, known by the hashes of their `Type/id`: the far end of a chain, or a tree. */
export function compileTargets(parameter: SearchParameter, targets: readonly bigint[]): CompiledCriterion {
  const wanted = new Set(targets);
  return {
    conditions: [{ kind: 'ref', negate: false, parameters: [parameter.id], targets }],
    exact: true,
    answers: (resource) =>
      parameter
        .read(resource)
        .some((value) => targetsOf(value).some((target) => wanted.has(hash64(target.key)))),
  };
}
