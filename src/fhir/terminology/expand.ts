// Which codes does a value set have, all told?

import { isObject } from '../../domain/json.ts';
import { objectsOf, textOf, textsOf, type Json } from '../validator/definitions.ts';
import type { Terminology } from './terminology.ts';

/** One code of an expansion. */
export interface ExpandedCode {
  readonly system: string | undefined;
  readonly code: string;
  readonly display: string | undefined;
}

/** The codes; unknown: no such value set here. open: a part of it has no list here (a grammar, a register elsewhere). */
export type Expansion =
  | { readonly kind: 'codes'; readonly codes: readonly ExpandedCode[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'open' };

/** Value sets that take one another in are never deeper. */
const DEEPEST = 20;

function displayOf(terminology: Terminology, system: string, code: string): string | undefined {
  return terminology.codeSystem(system)?.displays(code)[0];
}

function listed(terminology: Terminology, include: Json, system: string): ExpandedCode[] {
  return objectsOf(include, 'concept').flatMap((one) => {
    const code = textOf(one, 'code');
    if (code === undefined) return [];
    return [{ system, code, display: textOf(one, 'display') ?? displayOf(terminology, system, code) }];
  });
}

/** All that an include could give, before its filters; undefined when that cannot be listed here. */
function candidates(terminology: Terminology, include: Json, depth: number): ExpandedCode[] | undefined {
  const system = textOf(include, 'system');
  if (system === undefined) {
    const sets = textsOf(include, 'valueSet').map((url) => expandAt(terminology, url, depth + 1));
    return sets.every((set) => set.kind === 'codes') ? sets.flatMap(({ codes }) => codes) : undefined;
  }
  const own = listed(terminology, include, system);
  if (own.length > 0) return own;
  const codeSystem = terminology.codeSystem(system, textOf(include, 'version'));
  if (codeSystem?.complete !== true) return undefined;
  return codeSystem.codes().map((code) => ({ system, code, display: codeSystem.displays(code)[0] }));
}

function contained(list: readonly Json[]): ExpandedCode[] {
  return list.flatMap((one) => {
    const code = textOf(one, 'code');
    const own = { system: textOf(one, 'system'), code: code ?? '', display: textOf(one, 'display') };
    const isOne = code !== undefined && one['abstract'] !== true;
    return [...(isOne ? [own] : []), ...contained(objectsOf(one, 'contains'))];
  });
}

function candidatesOf(terminology: Terminology, json: Json, depth: number): ExpandedCode[] | undefined {
  const { compose, expansion } = json;
  const includes = isObject(compose) ? objectsOf(compose, 'include') : [];
  if (includes.length === 0)
    return isObject(expansion) ? contained(objectsOf(expansion, 'contains')) : undefined;
  const lists = includes.map((include) => candidates(terminology, include, depth));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

function expandAt(terminology: Terminology, url: string, depth: number): Expansion {
  const json = terminology.valueSet(url);
  const isMember = terminology.memberOf(url);
  if (!json || !isMember) return { kind: 'unknown' };
  const found = depth > DEEPEST ? undefined : candidatesOf(terminology, json, depth);
  if (!found) return { kind: 'open' };
  // Filters, exclusions and intersections are told by the same test that validates codes, so the two never differ.
  const answers = found.map((one) => isMember(one.system, one.code));
  if (answers.includes(undefined)) return { kind: 'open' };
  const codes = new Map(
    found.filter((_, at) => answers[at] === true).map((one) => [`${one.system ?? ''}|${one.code}`, one]),
  );
  return { kind: 'codes', codes: [...codes.values()] };
}

/** Expands a value set of those that are known here. The order is that of its definition. */
export function expandValueSet(terminology: Terminology, url: string): Expansion {
  return expandAt(terminology, url, 0);
}
