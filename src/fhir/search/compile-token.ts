// What do a token criterion and its modifiers ask of the index, and does a code answer it?

import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';
import { badValue, type CompiledCriterion, scanned } from './compiled.ts';
import { splitAt, unescape } from './escape.ts';
import { eqHash } from './token-hashes.ts';
import type { CodeHierarchy, SearchParameter } from './parameters.ts';
import { identifierOf } from './reference.ts';
import { fold } from './string.ts';
import { tokenAnswers, tokensOf, tokenTest, tokenTestKeys, type TokenTest } from './token.ts';

function tokenTests(parameter: SearchParameter, values: readonly string[]): TokenTest[] {
  return values.map((value) => {
    const test = tokenTest(value);
    if (!test) throw badValue(parameter, 'expected code, system|code, |code or system|');
    return test;
  });
}

function anyOf(parameter: SearchParameter, tests: readonly TokenTest[]): CompiledCriterion {
  const keys = tests.flatMap((test) => tokenTestKeys(test, parameter));
  return {
    conditions: [{ kind: 'eq', negate: false, hashes: keys.map((key) => eqHash(parameter, key)) }],
    exact: true,
    answers: (resource) =>
      parameter
        .read(resource)
        .some((value) =>
          tokensOf(value, parameter).some((found) => tests.some((test) => tokenAnswers(found, test))),
        ),
  };
}

/** `code`, `system|code`, `|code`, `system|`. */
export function compileToken(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  return anyOf(parameter, tokenTests(parameter, values));
}

/** `:above` and `:below` (R4 search, 3.1.1.4.1): the codes over or under one, by the code systems known here. */
export function compileSubsumed(
  parameter: SearchParameter,
  modifier: 'above' | 'below',
  values: readonly string[],
  hierarchy: CodeHierarchy | undefined,
): CompiledCriterion {
  const tests = tokenTests(parameter, values).flatMap(({ system, code }) => {
    const asked = system === undefined || system === '' ? parameter.system : system;
    if (asked === undefined || code === undefined) throw badValue(parameter, 'expected system|code');
    const codes = hierarchy?.related(asked, code, modifier);
    if (!codes) throw badValue(parameter, 'the code system, or the code in it, is not known here');
    return codes.map((found) => ({ system: asked, code: found }));
  });
  return anyOf(parameter, tests);
}

/** `:identifier` of a reference: the logical identifier it carries. */
export function compileIdentifier(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const tests = tokenTests(parameter, values);
  const keys = tests.flatMap((test) =>
    tokenTestKeys(test, { ...parameter, identifiers: true, codes: false }),
  );
  const answers = (value: Json): boolean =>
    tokensOf(identifierOf(value), parameter).some((found) => tests.some((test) => tokenAnswers(found, test)));
  return {
    conditions: [
      { kind: 'eq', negate: false, hashes: keys.map((key) => eqHash(parameter, `identifier\n${key}`)) },
    ],
    exact: true,
    answers: (resource) => parameter.read(resource).some(answers),
  };
}

function codingsOf(type: Json): readonly Json[] {
  return isObject(type) && Array.isArray(type['coding']) ? type['coding'] : [];
}

/** `identifier:of-type=system|code|value`: found by its value, the type is read in the content. */
export function compileOfType(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const asked = values.map((value) => {
    const [system = '', code = '', number = ''] = splitAt(value, '|').map(unescape);
    if (system === '' || code === '' || number === '')
      throw badValue(parameter, 'expected system|code|value');
    return { system, code, number };
  });
  const answers = (value: Json): boolean =>
    isObject(value) &&
    asked.some(
      ({ system, code, number }) =>
        value['value'] === number &&
        codingsOf(value['type']).some(
          (coding) => isObject(coding) && coding['system'] === system && coding['code'] === code,
        ),
    );
  const hashes = asked.map(({ number }) => eqHash(parameter, `i*\n${number}`));
  return {
    conditions: [{ kind: 'eq', negate: false, hashes }],
    exact: false,
    answers: (resource) => parameter.read(resource).some(answers),
  };
}

/** Texts beside a code or reference: its display, the text of the concept, of an identifier's type (R4 search, 3.1.1.4.10). */
function textsBeside(value: Json): readonly string[] {
  if (!isObject(value)) return [];
  const type = isObject(value['type']) ? [value['type']['text']] : [];
  const codings = codingsOf(value).map((coding) => (isObject(coding) ? coding['display'] : undefined));
  return [value['text'], value['display'], ...codings, ...type].filter((text) => typeof text === 'string');
}

/** `:text`: as a string search, on the texts beside the code or reference. */
export function compileText(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const wanted = values.map((value) => fold(unescape(value)));
  if (wanted.includes('')) throw badValue(parameter, 'it is empty');
  return scanned(parameter, 'text', (value) =>
    textsBeside(value).some((text) => wanted.some((start) => fold(text).startsWith(start))),
  );
}
