// What does a criterion ask of the index tables, and does a resource's content really answer it?

import { GatewayError } from '../../domain/failure.ts';
import type { Json } from './collect.ts';
import { dateTest, rangeAnswers, rangeOfDate } from './date.ts';
import type { Condition, OrdTest, Range, StrTest } from './entries.ts';
import { hash64 } from './hash.ts';
import { impossible } from './impossible.ts';
import { eqHash, hasValue } from './index-resource.ts';
import { numberTest, rangeOfNumber, unitsOf } from './number.ts';
import type { SearchParameter } from './parameters.ts';
import type { SearchCriterion } from './query.ts';
import { identifierOf, referenceKeys, targetsOf } from './reference.ts';
import { fold, FOLDED_MAX, textsOf } from './string.ts';
import { tokenAnswers, tokensOf, tokenTest, tokenTestKeys, type TokenTest } from './token.ts';

/** A criterion ready to run: conditions on the index (all required), and the last word on a resource. */
export interface CompiledCriterion {
  readonly conditions: readonly Condition[];
  readonly answers: (resource: Json) => boolean;
}

function badValue(parameter: SearchParameter, reason: string): GatewayError {
  // The value itself stays out of the facts: it can be a person's.
  return new GatewayError('LENKE_SEARCH_VALUE', { parameter: parameter.code, reason });
}

function negated(found: CompiledCriterion): CompiledCriterion {
  return {
    conditions: found.conditions.map((condition) =>
      'negate' in condition ? { ...condition, negate: true } : condition,
    ),
    answers: (resource) => !found.answers(resource),
  };
}

function tokenTests(parameter: SearchParameter, values: readonly string[]): TokenTest[] {
  return values.map((value) => {
    const test = tokenTest(value);
    if (!test) throw badValue(parameter, 'expected code, system|code, |code or system|');
    return test;
  });
}

function token(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const tests = tokenTests(parameter, values);
  const hashes = tests.flatMap((test) => tokenTestKeys(test, parameter)).map((key) => eqHash(parameter, key));
  return {
    conditions: [{ kind: 'eq', negate: false, hashes }],
    answers: (resource) =>
      parameter
        .read(resource)
        .some((value) =>
          tokensOf(value, parameter).some((found) => tests.some((test) => tokenAnswers(found, test))),
        ),
  };
}

function uri(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  return {
    conditions: [{ kind: 'eq', negate: false, hashes: values.map((value) => eqHash(parameter, value)) }],
    answers: (resource) =>
      parameter.read(resource).some((value) => typeof value === 'string' && values.includes(value)),
  };
}

function identifier(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
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
    answers: (resource) => parameter.read(resource).some(answers),
  };
}

function reference(
  parameter: SearchParameter,
  values: readonly string[],
  types: readonly string[],
): CompiledCriterion {
  const keys = values.flatMap((value) => {
    const found = referenceKeys(value, types);
    if (found.length === 0) throw badValue(parameter, 'expected id, Type/id or an address');
    return found;
  });
  const wanted = new Set(keys);
  return {
    conditions: [{ kind: 'ref', negate: false, parameter: parameter.id, targets: keys.map(hash64) }],
    answers: (resource) =>
      parameter.read(resource).some((value) => targetsOf(value).some((target) => wanted.has(target.key))),
  };
}

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
    const [number = '', system, ...code] = value.split('|');
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
      ...(hashes.length > 0 ? [{ kind: 'eq', negate: false, hashes } as const] : []),
    ],
    answers: (resource) => parameter.read(resource).some(answers),
  };
}

function missing(parameter: SearchParameter, values: readonly string[]): CompiledCriterion {
  const [value, ...others] = values;
  if (others.length > 0 || (value !== 'true' && value !== 'false'))
    throw badValue(parameter, 'expected true or false');
  if (parameter.bit === undefined) throw unsupportedModifier(parameter, 'missing');
  const wanted = value === 'true';
  return {
    conditions: [{ kind: 'missing', bit: parameter.bit, missing: wanted }],
    answers: (resource) => hasValue(parameter, parameter.read(resource)) !== wanted,
  };
}

function unsupportedModifier(parameter: SearchParameter, modifier: string): GatewayError {
  return new GatewayError('LENKE_SEARCH_PARAMETER', {
    parameter: `${parameter.code}:${modifier}`,
    type: parameter.type,
    hint: `The modifier is not offered for a ${parameter.kind} parameter.`,
  });
}

/** Modifiers understood, by kind; a reference also takes a resource type. */
export const MODIFIERS: Readonly<Record<SearchParameter['kind'], readonly string[]>> = {
  token: ['not', 'missing'],
  reference: ['identifier', 'not', 'missing'],
  string: ['exact', 'contains', 'missing'],
  uri: ['not', 'missing'],
  date: ['missing'],
  number: ['missing'],
  quantity: ['missing'],
};

function plain(
  parameter: SearchParameter,
  criterion: SearchCriterion,
  types: readonly string[],
  now: Date,
): CompiledCriterion {
  const { values, modifier } = criterion;
  switch (parameter.kind) {
    case 'token':
      return token(parameter, values);
    case 'uri':
      return uri(parameter, values);
    case 'reference':
      return modifier === 'identifier' ? identifier(parameter, values) : reference(parameter, values, types);
    case 'string':
      return string(
        parameter,
        values,
        modifier === 'exact' ? 'equal' : modifier === 'contains' ? 'contains' : 'prefix',
      );
    case 'date':
      return ordered(parameter, values, (text) => dateTest(text, now), rangeOfDate);
    case 'number':
      return ordered(parameter, values, numberTest, rangeOfNumber);
    case 'quantity':
      return quantity(parameter, values);
  }
  return impossible(parameter.kind);
}

/**
 * Compiles one criterion. `resources` are R4's types: those a bare id can mean when the parameter names none, and those
 * a modifier can be. Throws LENKE_SEARCH_PARAMETER for a modifier that is not offered, LENKE_SEARCH_VALUE for a value
 * that cannot be read.
 */
export function compileCriterion(
  parameter: SearchParameter,
  criterion: SearchCriterion,
  resources: readonly string[],
  now: Date,
): CompiledCriterion {
  const { modifier, values } = criterion;
  if (values.length === 0) throw badValue(parameter, 'it is empty');
  if (modifier === 'missing') return missing(parameter, values);
  const typed = modifier !== undefined && parameter.kind === 'reference' && resources.includes(modifier);
  if (modifier !== undefined && !typed && !MODIFIERS[parameter.kind].includes(modifier)) {
    throw unsupportedModifier(parameter, modifier);
  }
  const types = typed ? [modifier] : parameter.targets.length > 0 ? parameter.targets : resources;
  const compiled = plain(parameter, criterion, types, now);
  return modifier === 'not' ? negated(compiled) : compiled;
}
