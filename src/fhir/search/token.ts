// Which codes does a value hold, and which does a search ask for?

import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';
import { splitAt, unescape } from './escape.ts';
import type { SearchParameter } from './parameters.ts';

/** A code of a resource. `exact`: its case counts (identifiers). */
export interface Token {
  readonly system: string;
  readonly code: string | undefined;
  readonly exact: boolean;
}

/** What is asked: `system|code`, `|code` (no system), `code` (any system), `system|` (any code of it). */
export interface TokenTest {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

const CONTACT_SYSTEMS = new Set(['phone', 'fax', 'email', 'pager', 'url', 'sms', 'other']);

function text(value: Json): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function codings(list: readonly Json[]): Token[] {
  return list
    .filter(isObject)
    .map((coding) => ({ system: text(coding['system']) ?? '', code: text(coding['code']), exact: false }));
}

/** Codes of a code, boolean, Coding, CodeableConcept, Identifier or ContactPoint. */
export function tokensOf(value: Json, parameter: SearchParameter): readonly Token[] {
  if (typeof value === 'boolean') return [{ system: '', code: String(value), exact: false }];
  if (typeof value === 'string')
    return [{ system: parameter.system ?? '', code: value, exact: !parameter.codes }];
  if (!isObject(value)) return [];
  if (Array.isArray(value['coding'])) return codings(value['coding']);
  if (value['value'] === undefined)
    return codings([value]).filter((token) => token.system !== '' || token.code !== undefined);
  const system = text(value['system']) ?? '';
  // R4 gives a ContactPoint its `use` as the namespace; `phone|123` asked by clients means the system.
  if (parameter.contacts || CONTACT_SYSTEMS.has(system))
    return [{ system, code: text(value['value']), exact: false }];
  return [{ system, code: text(value['value']), exact: true }];
}

/** Reads a search value, its escapes still in it; undefined when it is empty. */
export function tokenTest(raw: string): TokenTest | undefined {
  const [first = '', ...rest] = splitAt(raw, '|');
  if (rest.length === 0) return raw === '' ? undefined : { system: undefined, code: unescape(raw) };
  const [system, code] = [unescape(first), unescape(rest.join('|'))];
  if (system === '' && code === '') return undefined;
  return { system, code: code === '' ? undefined : code };
}

/** Is a code what is asked for? */
export function tokenAnswers(token: Token, test: TokenTest): boolean {
  if (test.system !== undefined && token.system !== test.system) return false;
  if (test.code === undefined) return true;
  if (token.code === undefined) return false;
  return token.exact ? token.code === test.code : token.code.toLowerCase() === test.code.toLowerCase();
}

/** Texts whose hashes a code is found by, in idx_eq. */
export function tokenKeys(token: Token): readonly string[] {
  const tag = token.exact ? 'i' : 'c';
  const keys = token.system === '' ? [] : [`s\n${token.system}`];
  if (token.code === undefined) return keys;
  const code = token.exact ? token.code : token.code.toLowerCase();
  return [...keys, `${tag}*\n${code}`, `${tag}\n${token.system}\n${code}`];
}

/** Texts whose hashes answer a test: one for each way of writing the parameter reads. */
export function tokenTestKeys(test: TokenTest, parameter: SearchParameter): readonly string[] {
  const { system, code } = test;
  if (code === undefined) return [`s\n${system ?? ''}`];
  const key = (tag: string, written: string): string =>
    system === undefined ? `${tag}*\n${written}` : `${tag}\n${system}\n${written}`;
  return [
    ...(parameter.identifiers ? [key('i', code)] : []),
    ...(parameter.codes ? [key('c', code.toLowerCase())] : []),
  ];
}
