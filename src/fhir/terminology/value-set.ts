// Is a code in a value set, as far as can be told offline?

import { isObject } from '../../domain/json.ts';
import { canonicalSystem } from '../norwegian/code-systems.ts';
import { objectsOf, textOf, textsOf, type Json } from '../validator/definitions.ts';
import type { CodeSystem } from './code-system.ts';
import type { CodeTest } from './grammars.ts';

/** True, false, or undefined when it cannot be told here. Without a system any system of the set will do. */
export type Membership = (system: string | undefined, code: string) => boolean | undefined;

/** What a value set refers to. */
export interface Sources {
  codeSystem(url: string, version?: string): CodeSystem | undefined;
  grammar(url: string): CodeTest | undefined;
  memberOf(valueSet: string): Membership | undefined;
}

type Filter = (code: string, system: CodeSystem) => boolean | undefined;

function regexFilter(pattern: string): Filter {
  try {
    const compiled = new RegExp(`^(?:${pattern})$`, 'u');
    return (code) => compiled.test(code);
  } catch {
    return () => undefined;
  }
}

function conceptFilter(op: string | undefined, value: string): Filter {
  switch (op) {
    case 'is-a':
      return (code, system) => system.isA(code, value);
    case 'descendent-of':
      return (code, system) => code !== value && system.isA(code, value);
    case 'is-not-a':
      return (code, system) => !system.isA(code, value);
    case 'regex':
      return regexFilter(value);
    case 'in':
      return (code) => value.split(',').includes(code);
    case '=':
      return (code) => code === value;
    default:
      return () => undefined;
  }
}

function filterOf(json: Json): Filter {
  const property = textOf(json, 'property') ?? '';
  const value = textOf(json, 'value') ?? '';
  const op = textOf(json, 'op');
  if (property === 'concept' || property === 'code') return conceptFilter(op, value);
  if (op !== '=') return () => undefined;
  return (code, system) => system.properties(code, property).some((one) => String(one) === value);
}

/** All of three-valued answers: false wins, then unknown. */
function every(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Codes of one system: listed, filtered, or all of them. */
function systemTest(include: Json, system: string, sources: Sources): CodeTest {
  const listed = objectsOf(include, 'concept').flatMap((one) => textOf(one, 'code') ?? []);
  const codeSystem = sources.codeSystem(system, textOf(include, 'version'));
  if (listed.length > 0) {
    const codes = new Set(listed);
    return (code) => codes.has(code) || codes.has(codeSystem?.find(code) ?? code);
  }
  const filters = objectsOf(include, 'filter').map(filterOf);
  const grammar = codeSystem?.complete === true ? undefined : sources.grammar(system);
  const formed = (code: string): boolean | undefined => {
    const answer = grammar?.(code);
    return answer === true && filters.length > 0 ? undefined : answer;
  };
  if (!codeSystem) return formed;
  return (code) => {
    const found = codeSystem.find(code);
    if (found !== undefined) return every(filters.map((filter) => filter(found, codeSystem)));
    return codeSystem.complete ? false : formed(code);
  };
}

/** Both names of a Volven list mean the list. */
function isSameSystem(given: string, system: string): boolean {
  return given === system || canonicalSystem(given) === canonicalSystem(system);
}

function includeTest(include: Json, sources: Sources): Membership {
  const system = textOf(include, 'system');
  const sets = textsOf(include, 'valueSet').map((url) => sources.memberOf(url));
  const ofSystem = system === undefined ? undefined : systemTest(include, system, sources);
  return (given, code) => {
    if (system !== undefined && given !== undefined && !isSameSystem(given, system)) return false;
    const inSystem = ofSystem ? ofSystem(code) : true;
    if (sets.length === 0 || inSystem === false) return inSystem;
    return every([inSystem, ...sets.map((set) => (set ? set(given ?? system, code) : undefined))]);
  };
}

/** One of three-valued answers: true wins, then unknown. */
function some(tests: readonly Membership[], system: string | undefined, code: string): boolean | undefined {
  let open = false;
  for (const test of tests) {
    const answer = test(system, code);
    if (answer === true) return true;
    if (answer === undefined) open = true;
  }
  return open ? undefined : false;
}

function expansionTest(expansion: Json): Membership {
  const bySystem = new Map<string, Set<string>>();
  const all = new Set<string>();
  const collect = (list: readonly Json[]): void => {
    for (const one of list) {
      const code = textOf(one, 'code');
      const system = textOf(one, 'system') ?? '';
      if (code !== undefined && one['abstract'] !== true) {
        all.add(code);
        bySystem.set(system, (bySystem.get(system) ?? new Set()).add(code));
      }
      collect(objectsOf(one, 'contains'));
    }
  };
  collect(objectsOf(expansion, 'contains'));
  return (system, code) =>
    system === undefined ? all.has(code) : (bySystem.get(system)?.has(code) ?? false);
}

/** The membership test of a ValueSet resource; undefined when it says nothing about its content. */
export function toMembership(json: Json, sources: Sources): Membership | undefined {
  const { compose, expansion } = json;
  const includes = isObject(compose)
    ? objectsOf(compose, 'include').map((one) => includeTest(one, sources))
    : [];
  if (includes.length === 0) return isObject(expansion) ? expansionTest(expansion) : undefined;
  const excludes = isObject(compose)
    ? objectsOf(compose, 'exclude').map((one) => includeTest(one, sources))
    : [];
  return (system, code) => {
    const included = some(includes, system, code);
    if (included === false || excludes.length === 0) return included;
    const excluded = some(excludes, system, code);
    if (excluded === true) return false;
    return excluded === undefined ? undefined : included;
  };
}
