// Can a SearchParameter resource be used here? What is needed of it, or the reason why not.

import type { JsonObject } from '../../domain/json.ts';
import { parseExpression, UnsupportedExpression } from './expression.ts';
import type { OwnParameter, ParameterKind, SearchParameters } from './parameters.ts';

/** The definition, or why it cannot be used. */
export type ReadDefinition =
  | { readonly kind: 'usable'; readonly parameter: OwnParameter }
  /** `element`: the one that is to blame; `isUnused`: nothing is wrong with it, it adds nothing. */
  | {
      readonly kind: 'refused';
      readonly element: string;
      readonly reason: string;
      readonly isUnused?: boolean;
    };

const KINDS: readonly ParameterKind[] = ['token', 'reference', 'date', 'string', 'uri', 'number', 'quantity'];

/** Where R4's own definitions live. */
const R4 = 'http://hl7.org/fhir/SearchParameter/';

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function refused(element: string, reason: string): Extract<ReadDefinition, { kind: 'refused' }> {
  return { kind: 'refused', element, reason };
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
  if (status !== 'active') return { ...refused('status', 'its status is not active'), isUnused: true };
  if (kind === undefined) return refused('type', 'its type is not offered');
  if (typeof code !== 'string' || !/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(code))
    return refused('code', 'its code is no name');
  if (typeof expression !== 'string') return refused('expression', 'it has no expression');
  const unknown = base.find((one) => !offered.resources.includes(one) && !one.endsWith('Resource'));
  if (unknown !== undefined || base.length === 0) return refused('base', 'its base is no type of R4');
  const types = base.some((one) => one.endsWith('Resource')) ? offered.resources : base;
  const taken = types.find((one) => offered.get(one, code) || offered.unsupported(one, code) !== undefined);
  if (taken !== undefined) {
    const reason = `${taken} has a parameter of that code already`;
    // R4's own definition, sent again: nothing to add, and nothing wrong with it.
    const { url } = resource;
    const isOfR4 = typeof url === 'string' && url.startsWith(R4);
    return { ...refused('code', reason), ...(isOfR4 && { isUnused: true }) };
  }
  const why = unreadable(expression, base);
  if (why !== undefined) return refused('expression', why);
  const target = texts(resource['target']);
  return {
    kind: 'usable',
    parameter: { code, base, type: kind, expression, ...(target.length > 0 && { target }) },
  };
}
