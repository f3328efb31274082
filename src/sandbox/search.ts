// What is searched for? The few parameters a pretend system answers; anything else is refused, never ignored.

import { GatewayError } from '../domain/failure.ts';
import { isObject, text } from '../domain/json.ts';
import { PERSON_SYSTEM } from './parts.ts';
import type { SandboxStore, Stored } from './store.ts';

/** Reference parameters and the element each reads. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  subject: ['subject'],
  patient: ['patient', 'subject', 'for'],
  focus: ['focus'],
};

/** Comma-separated values; a backslash keeps what follows. */
function alternatives(value: string): readonly string[] {
  return (value.match(/(?:\\.|[^,\\])+/g) ?? []).map((one) => one.replaceAll(/\\([,|$\\])/g, '$1'));
}

function byToken(
  store: SandboxStore,
  type: string,
  parameter: 'identifier' | '_tag',
  value: string,
): ReadonlySet<Stored> {
  const found = alternatives(value).flatMap((one) => {
    const bar = one.indexOf('|');
    return bar < 0
      ? store.holders(type, parameter, undefined, one)
      : store.holders(type, parameter, one.slice(0, bar) || undefined, one.slice(bar + 1));
  });
  return new Set(found);
}

function byLastUpdated(value: string): (stored: Stored) => boolean {
  const [, prefix = 'eq', moment = ''] = /^(eq|ge|gt|le|lt)?(\d{4}.*)$/.exec(value) ?? [];
  const at = Date.parse(moment);
  if (Number.isNaN(at))
    throw new GatewayError('LENKE_SEARCH_VALUE', { parameter: '_lastUpdated', reason: 'no date' });
  const compare: Readonly<Record<string, (time: number) => boolean>> = {
    eq: (time) => time === at,
    ge: (time) => time >= at,
    gt: (time) => time > at,
    le: (time) => time <= at,
    lt: (time) => time < at,
  };
  return ({ lastUpdated }) => compare[prefix]?.(Date.parse(lastUpdated)) ?? false;
}

function byReference(elements: readonly string[], value: string): (stored: Stored) => boolean {
  const wanted = alternatives(value);
  return ({ resource }) =>
    elements.some((element) => {
      const found = resource[element];
      const reference = isObject(found) ? text(found['reference']) : undefined;
      return (
        reference !== undefined && wanted.some((one) => reference === one || reference.endsWith(`/${one}`))
      );
    });
}

function filter(
  store: SandboxStore,
  type: string,
  parameter: string,
  value: string,
): (stored: Stored) => boolean {
  if (parameter === 'identifier' || parameter === '_tag') {
    const found = byToken(store, type, parameter, value);
    return (stored) => found.has(stored);
  }
  if (parameter === '_id') {
    const ids = alternatives(value);
    return ({ resource }) => ids.includes(resource.id);
  }
  if (parameter === '_lastUpdated') return byLastUpdated(value);
  if (parameter === 'status')
    return ({ resource }) => alternatives(value).includes(String(resource['status']));
  const elements = REFERENCES[parameter];
  if (elements) return byReference(elements, value);
  throw new GatewayError('LENKE_SEARCH_PARAMETER', { type, parameter, hint: '' });
}

/** Resources of a type that fit every parameter, oldest first; `_count` limits them. */
export function search(store: SandboxStore, type: string, query: URLSearchParams): readonly Stored[] {
  const parameters = [...query].filter(([name]) => name !== '_count' && name !== '_format');
  // An identifier alone need not walk the type: conditional creates ask this for every entry.
  const [only] = parameters;
  if (parameters.length === 1 && (only?.[0] === 'identifier' || only?.[0] === '_tag')) {
    return [...byToken(store, type, only[0], only[1])];
  }
  const filters = parameters.map(([name, value]) => filter(store, type, name, value));
  const found = store.list(type).filter((stored) => filters.every((fits) => fits(stored)));
  const count = Number(query.get('_count') ?? Number.NaN);
  return Number.isInteger(count) && count >= 0 ? found.slice(0, count) : found;
}

/** Refuses a person number in an address (national rule, norwegian-interop.md 3.4). */
export function refusePersonNumber(type: string, query: URLSearchParams): void {
  const isPerson = [...query.values()].some(
    (value) => value.includes(PERSON_SYSTEM) || /(?:^|\|)\d{11}$/.test(value),
  );
  if (isPerson) throw new GatewayError('LENKE_PERSON_NUMBER_IN_URL', { type });
}

/** The one match of a condition; undefined when there is none, refused when there are several. */
export function matchOne(
  store: SandboxStore,
  type: string,
  condition: string,
  expression: string,
): Stored | undefined {
  const query = new URLSearchParams(condition);
  if ([...query].length === 0) throw new GatewayError('LENKE_CONDITION', { expression, reason: 'empty' });
  const [first, ...others] = search(store, type, query);
  if (others.length > 0) throw new GatewayError('LENKE_MULTIPLE_MATCHES', { expression });
  return first;
}
