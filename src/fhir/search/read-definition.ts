// Can a SearchParameter resource be used here? What is needed of it, or the reason why not.

import type { JsonObject } from '../../domain/json.ts';
import { parseExpression, UnsupportedExpression } from './expression.ts';
import type { OwnParameter, ParameterKind, SearchParameters } from './parameters.ts';

/** The definition, or why it cannot be used. */
export type ReadDefinition =
  | { readonly kind: 'usable'; readonly parameter: OwnParameter }
  | { readonly kind: 'refused'; readonly reason: string };

const KINDS: readonly ParameterKind[] = ['token', 'reference', 'date', 'string', 'uri', 'number', 'quantity'];

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function refused(reason: string): ReadDefinition {
  return { kind: 'refused', reason };
}

/** Every type must have a path of its own: one without would be searched and never found. */
function unreadable(expression: string, base: readonly string[]): string | undefined {
  try {
    const first = parseExpression(expression).map(([step]) => (step?.kind === 'name' ? step.name : ''));
    const lost = base.find(
      (type) => !first.includes(type) && !first.some((name) => name.endsWith('Resource')),
    );
    return lost === undefined ? undefined : `its expression has no path for ${lost}`;
  } catch (error) {
    if (!(error instanceof UnsupportedExpression)) throw error;
    return `its expression is not understood: ${error.message}`;
  }
}

/** Reads a SearchParameter whose status is active. `offered`: those there are already; none of them is replaced. */
export function readDefinition(resource: JsonObject, offered: SearchParameters): ReadDefinition {
  const { code, type, expression, status } = resource;
  const base = texts(resource['base']);
  const kind = KINDS.find((one) => one === type);
  if (status !== 'active') return refused('its status is not active');
  if (kind === undefined) return refused('its type is not offered');
  if (typeof code !== 'string' || !/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(code))
    return refused('its code is no name');
  if (typeof expression !== 'string') return refused('it has no expression');
  const unknown = base.find((one) => !offered.resources.includes(one) && !one.endsWith('Resource'));
  if (unknown !== undefined || base.length === 0) return refused('its base is no type of R4');
  const types = base.some((one) => one.endsWith('Resource')) ? offered.resources : base;
  const taken = types.find((one) => offered.get(one, code) || offered.unsupported(one, code) !== undefined);
  if (taken !== undefined) return refused(`${taken} has a parameter of that code already`);
  const why = unreadable(expression, base);
  if (why !== undefined) return refused(why);
  const target = texts(resource['target']);
  return {
    kind: 'usable',
    parameter: { code, base, type: kind, expression, ...(target.length > 0 && { target }) },
  };
}
