// What does a uri criterion ask of the index, and which addresses are above or below another?

import type { Json } from './collect.ts';
import { badValue, type CompiledCriterion, scanned } from './compiled.ts';
import { eqHash } from './token-hashes.ts';
import type { SearchParameter } from './parameters.ts';

function isOneOf(values: readonly string[]): (value: Json) => boolean {
  const wanted = new Set(values);
  return (value) => typeof value === 'string' && wanted.has(value);
}

function equal(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const answers = isOneOf(values);
  return {
    conditions: [{ kind: 'eq', negate: false, hashes: values.map((value) => eqHash(parameter, value)) }],
    exact: true,
    answers: (resource) => parameter.read(resource).some(answers),
  };
}

/** The address and those over it: `http://a/b/c`, `http://a/b/`, `http://a/b`, `http://a/`, `http://a`. */
function ancestors(url: string): string[] {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(url)?.[0] ?? '';
  const steps = url.slice(root.length).split('/').slice(1);
  const paths = steps.flatMap((_, at) => {
    const path = `${root}/${steps.slice(0, at + 1).join('/')}`;
    return [path, `${path}/`];
  });
  return [...new Set([root, `${root}/`, ...paths, url])].filter((path) => path.length <= url.length);
}

function requireUrls(parameter: SearchParameter, values: readonly string[]): void {
  // R4 search, 3.1.1.4.1: above and below are for URLs; urn:… and oids have no paths.
  const all = values.every((value) => /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(value));
  if (!all) throw badValue(parameter, 'above and below are for addresses with a path');
}

function below(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const under = (found: string, asked: string): boolean =>
    found === asked ||
    found.startsWith(asked.endsWith('/') ? asked : `${asked}/`) ||
    // A version of a canonical address stands under it.
    found.startsWith(`${asked}|`);
  return scanned(
    parameter,
    'below',
    (value) => typeof value === 'string' && values.some((asked) => under(value, asked)),
  );
}

/** A uri: equal, `:above` (the index knows all addresses over one) or `:below` (the contents tell). */
export function compileUri(
  parameter: SearchParameter,
  modifier: string | undefined,
  values: readonly string[],
): CompiledCriterion {
  if (modifier !== 'above' && modifier !== 'below') return equal(parameter, values);
  requireUrls(parameter, values);
  return modifier === 'above' ? equal(parameter, values.flatMap(ancestors)) : below(parameter, values);
}
