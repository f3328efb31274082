// What does a criterion ask of the index tables, and does a resource's content really answer it?

import type { GatewayError } from '../../domain/failure.ts';
import type { Json } from './collect.ts';
import { compileComposite } from './compile-composite.ts';
import { compileReference, typesMeant } from './compile-reference.ts';
import {
  compileIdentifier,
  compileOfType,
  compileSubsumed,
  compileText,
  compileToken,
} from './compile-token.ts';
import { compileUri } from './compile-uri.ts';
import { badValue, type CompiledCriterion, negated, unsupportedModifier } from './compiled.ts';
import { dateTest, rangeAnswers, rangeOfDate } from './date.ts';
import type { OrdTest, Range, StrTest } from './entries.ts';
import { splitAt, unescape } from './escape.ts';
import { parentParameter } from './hierarchy.ts';
import { impossible } from './impossible.ts';
import { hasValue } from './index-resource.ts';
import { eqHash } from './token-hashes.ts';
import { numberTest, rangeOfNumber, unitsOf } from './number.ts';
import type { SearchParameter, SearchParameters } from './parameters.ts';
import type { SearchCriterion } from './query.ts';
import { fold, FOLDED_MAX, textsOf } from './string.ts';
import { tokenAnswers, tokenTestKeys, type TokenTest } from './token.ts';

function stringTest(parameter: SearchParameter, match: StrTest['match'], raw: string): StrTest {
  const value = fold(raw);
  if (value === '') throw badValue(parameter, 'it is empty');
  if (match === 'prefix' && value.length >= FOLDED_MAX)
    return { match: 'equal', value: value.slice(0, FOLDED_MAX) };
  return { match, value: match === 'equal' ? value.slice(0, FOLDED_MAX) : value };
}

function string(
  parameter: SearchParameter,
  values: readonly string[],
  match: StrTest['match'],
): CompiledCriterion {
  const tests = values.map((value) => stringTest(parameter, match, value));
  const wanted = values.map((value) => (match === 'equal' ? value : fold(value)));
  const answers = (text: string): boolean => {
    if (match === 'equal') return wanted.includes(text);
    const folded = fold(text);
    return wanted.some((value) => (match === 'prefix' ? folded.startsWith(value) : folded.includes(value)));
  };
  return {
    conditions: [{ kind: 'str', parameter: parameter.id, tests }],
    // The index folds and cuts; short beginnings it knows for certain.
    ...(match === 'contains' && { scans: `${parameter.code}:contains` }),
    exact: match === 'prefix' && wanted.every((value) => value.length < FOLDED_MAX),
    answers: (resource) => parameter.read(resource).some((value) => textsOf(value).some(answers)),
  };
}

function ordered(
  parameter: SearchParameter,
  values: readonly string[],
  read: (text: string) => OrdTest | undefined,
  rangeOf: (value: Json) => Range | undefined,
): CompiledCriterion {
  const tests = values.map((value) => {
    const test = read(value);
    if (!test) throw badValue(parameter, parameter.kind === 'date' ? 'expected a date' : 'expected a number');
    return test;
  });
  return {
    conditions: [{ kind: 'ord', parameter: parameter.id, single: parameter.single, tests }],
    exact: true,
    answers: (resource) =>
      parameter.read(resource).some((value) => {
        const range = rangeOf(value);
        return range !== undefined && tests.some((test) => rangeAnswers(range, test));
      }),
  };
}

/** `5.4`, `5.4|system|code`, `5.4||code`: the number by its range, the unit by its hash, the pair by the content. */
function quantity(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const asked = values.map((value) => {
    const [number = '', system, ...code] = splitAt(value, '|').map(unescape);
    const test = numberTest(number);
    if (!test) throw badValue(parameter, 'expected number, number||unit or number|system|code');
    const unit: TokenTest = { system: system === '' ? undefined : system, code: code.join('|') || undefined };
    return { test, unit: unit.code === undefined && unit.system === undefined ? undefined : unit };
  });
  const keys = asked.map(({ unit }) =>
    unit ? tokenTestKeys(unit, { ...parameter, identifiers: true, codes: false }) : [],
  );
  const hashes = keys.every((list) => list.length > 0)
    ? keys.flat().map((key) => eqHash(parameter, key))
    : [];
  const answers = (value: Json): boolean => {
    const range = rangeOfNumber(value);
    if (!range) return false;
    const units = unitsOf(value).map((unit) => ({ ...unit, exact: true }));
    return asked.some(
      ({ test, unit }) =>
        rangeAnswers(range, test) && (!unit || units.some((found) => tokenAnswers(found, unit))),
    );
  };
  return {
    conditions: [
      {
        kind: 'ord',
        parameter: parameter.id,
        single: parameter.single,
        tests: asked.map(({ test }) => test),
      },
      ...(hashes.length > 0 ? [{ kind: 'eq', negate: false, hashes, weak: true } as const] : []),
    ],
    // Number and unit stand in two tables, so of several values the pair is only in the content.
    exact: asked.every(({ unit }) => unit === undefined),
    answers: (resource) => parameter.read(resource).some(answers),
  };
}

function missing(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const [value, ...others] = values;
  if (others.length > 0 || (value !== 'true' && value !== 'false'))
    throw badValue(parameter, 'expected true or false');
  const wanted = value === 'true';
  const { bit } = parameter;
  return {
    conditions: bit === undefined ? [] : [{ kind: 'missing', bit, missing: wanted }],
    exact: bit !== undefined,
    // One that was added while the server runs has no place in `present`: the contents tell.
    ...(bit === undefined && { scans: `${parameter.code}:missing` }),
    answers: (resource) => hasValue(parameter, parameter.read(resource)) !== wanted,
  };
}

/** Modifiers understood, by kind; a reference also takes a resource type. */
export const MODIFIERS: Readonly<Record<SearchParameter['kind'], readonly string[]>> = {
  token: ['not', 'text', 'of-type', 'above', 'below', 'missing'],
  reference: ['identifier', 'text', 'above', 'below', 'not', 'missing'],
  string: ['exact', 'contains', 'missing'],
  uri: ['above', 'below', 'not', 'missing'],
  date: ['missing'],
  number: ['missing'],
  quantity: ['missing'],
  composite: [],
};

function notOffered(parameter: SearchParameter, modifier: string): GatewayError {
  const offered = MODIFIERS[parameter.kind].map((one) => `:${one}`).join(', ');
  const hint = `A ${parameter.kind} parameter has ${offered === '' ? 'no modifiers' : offered}.`;
  return unsupportedModifier(parameter, modifier, hint);
}

const MATCHES: Readonly<Record<string, StrTest['match']>> = { exact: 'equal', contains: 'contains' };

function token(
  parameter: SearchParameter,
  modifier: string | undefined,
  values: readonly string[],
  parameters: SearchParameters,
): CompiledCriterion {
  switch (modifier) {
    case 'text':
      return compileText(parameter, values);
    case 'of-type':
      if (!parameter.types) throw notOffered(parameter, modifier);
      return compileOfType(parameter, values);
    case 'above':
    case 'below':
      return compileSubsumed(parameter, modifier, values, parameters.hierarchy);
    default:
      return compileToken(parameter, values);
  }
}

function reference(
  parameter: SearchParameter,
  modifier: string | undefined,
  values: readonly string[],
  parameters: SearchParameters,
): CompiledCriterion {
  if (modifier === 'identifier') return compileIdentifier(parameter, values);
  if (modifier === 'text') return compileText(parameter, values);
  const compiled = compileReference(parameter, modifier, values, parameters.resources);
  if (modifier !== 'above' && modifier !== 'below') return compiled;
  const types = typesMeant(parameter, undefined, parameters.resources);
  if (!types.some((type) => parentParameter(parameters, type))) throw notOffered(parameter, modifier);
  // Which resources stand over or under one is in the store: store/records/search/tree.ts follows them.
  const unresolved = (): never => {
    throw new TypeError('a tree is resolved against the store');
  };
  return { ...compiled, exact: false, answers: unresolved };
}

function plain(
  parameter: SearchParameter,
  { values, modifier }: SearchCriterion,
  parameters: SearchParameters,
  now: Date,
): CompiledCriterion {
  switch (parameter.kind) {
    case 'token':
      return token(parameter, modifier, values, parameters);
    case 'uri':
      return compileUri(parameter, modifier, values);
    case 'reference':
      return reference(parameter, modifier, values, parameters);
    case 'string':
      return string(parameter, values, MATCHES[modifier ?? ''] ?? 'prefix');
    case 'date':
      return ordered(parameter, values, (text) => dateTest(text, now), rangeOfDate);
    case 'number':
      return ordered(parameter, values, numberTest, rangeOfNumber);
    case 'quantity':
      return quantity(parameter, values);
    case 'composite':
      return compileComposite(parameter, values, (part, pieces) =>
        plain(part, { parameter: part.code, values: pieces }, parameters, now),
      );
  }
  return impossible(parameter.kind);
}

/**
 * Compiles one criterion. Throws LENKE_SEARCH_PARAMETER for a modifier that is not offered, LENKE_SEARCH_VALUE for a
 * value that cannot be read.
 */
export function compileCriterion(
  parameter: SearchParameter,
  criterion: SearchCriterion,
  parameters: SearchParameters,
  now: Date,
): CompiledCriterion {
  const { modifier, values } = criterion;
  if (values.length === 0) throw badValue(parameter, 'it is empty');
  const typed =
    modifier !== undefined && parameter.kind === 'reference' && parameters.resources.includes(modifier);
  if (modifier !== undefined && !typed && !MODIFIERS[parameter.kind].includes(modifier)) {
    throw notOffered(parameter, modifier);
  }
  if (modifier === 'missing') return missing(parameter, values);
  const compiled = plain(parameter, criterion, parameters, now);
  return modifier === 'not' ? negated(compiled) : compiled;
}
