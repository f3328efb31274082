// Which functions does FHIR add to FHIRPath?

import { isObject } from '../../../domain/json.ts';
import {
  argument,
  EMPTY,
  logical,
  resourceOf,
  rootResourceOf,
  text,
  type FunctionBuilder,
  type Scope,
} from '../closure.ts';
import { Unsupported } from '../error.ts';
import type { Collection } from '../navigate.ts';

const extension: FunctionBuilder = (call) => {
  const url = argument(call, 0);
  return (input, focus, scope) => {
    const wanted = text(url(focus, scope));
    const found: unknown[] = [];
    for (const item of input) {
      const extensions = isObject(item) ? item['extension'] : undefined;
      if (!Array.isArray(extensions)) continue;
      for (const one of extensions) if (isObject(one) && one['url'] === wanted) found.push(one);
    }
    return found;
  };
};

function contained(id: string, resource: unknown): unknown {
  if (!isObject(resource)) return undefined;
  if (id === '') return resource;
  const list = resource['contained'];
  return Array.isArray(list) ? list.find((one) => isObject(one) && one['id'] === id) : undefined;
}

/** Without a resolver in the environment only `#id` references can be followed. */
function resolveReference(reference: string, scope: Scope): unknown {
  const resolver = scope.env['resolve'];
  if (typeof resolver === 'function') {
    const found: unknown = resolver(reference);
    if (found !== undefined && found !== null) return found;
  }
  if (!reference.startsWith('#')) return undefined;
  const id = reference.slice(1);
  return contained(id, resourceOf(scope)) ?? contained(id, rootResourceOf(scope));
}

const resolve: FunctionBuilder = () => (input, _focus, scope) => {
  const found: unknown[] = [];
  for (const item of input) {
    const reference = isObject(item) ? item['reference'] : item;
    if (typeof reference !== 'string') continue;
    const target = resolveReference(reference, scope);
    if (target !== undefined) found.push(target);
  }
  return found;
};

/** A question the environment answers: `%memberOf`-like functions given under the function's own name. */
const asked =
  (name: 'memberOf' | 'conformsTo'): FunctionBuilder =>
  (call) => {
    const url = argument(call, 0);
    return (input: Collection, focus, scope) => {
      const answer = scope.env[name];
      const canonical = text(url(focus, scope));
      if (input.length !== 1 || canonical === undefined || typeof answer !== 'function') return EMPTY;
      const verdict: unknown = answer(input[0], canonical);
      return logical(typeof verdict === 'boolean' ? verdict : undefined);
    };
  };

/** The narrative is checked where it stands (validator/narrative.ts), not through FHIRPath. */
const htmlChecks: FunctionBuilder = () => {
  throw new Unsupported('htmlChecks');
};

/** Functions by name. */
export const FHIR_FUNCTIONS: Readonly<Record<string, FunctionBuilder>> = {
  extension,
  resolve,
  memberOf: asked('memberOf'),
  conformsTo: asked('conformsTo'),
  htmlChecks,
};
