// Is a value the one a profile fixes, within its limits, and in its pattern?

import { isObject } from '../../../domain/json.ts';
import { compareTemporal } from '../../fhirpath/temporal.ts';
import { deepEqual } from '../../fhirpath/compare.ts';
import type { Facts } from '../../../domain/failure.ts';
import type { ElementDef } from '../definitions.ts';
import type { Rule } from '../rules.ts';
import type { OpenQuestion } from '../run.ts';

/** What is wrong with a value, to be reported where it stands. */
export interface Fault {
  readonly rule: Rule;
  readonly facts: Facts;
  /** What a terminology server could tell about it. */
  readonly question?: OpenQuestion;
}

/** A check of any value; it knows no place, so that none is made while all is well. */
export type ValueCheck = (value: unknown) => Fault | undefined;

/** True when `value` holds all that `pattern` holds. */
export function matchesPattern(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(value) && pattern.every((part) => value.some((item) => matchesPattern(item, part)));
  }
  if (!isObject(pattern)) return value === pattern;
  return isObject(value) && Object.keys(pattern).every((key) => matchesPattern(value[key], pattern[key]));
}

/** A value of a definition as one reads it in a message; never a value of the sender. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Negative, 0 or positive; undefined when the two cannot be compared. */
export function compareLimit(value: unknown, limit: unknown): number | undefined {
  if (typeof value === 'number' && typeof limit === 'number') return value - limit;
  if (typeof value === 'string' && typeof limit === 'string') return compareTemporal(value, limit);
  if (!isObject(value) || !isObject(limit)) return undefined;
  const sameUnit = value['system'] === limit['system'] && value['code'] === limit['code'];
  return sameUnit ? compareLimit(value['value'], limit['value']) : undefined;
}

/** A check that holds a value against one limit. */
function limitCheck(rule: Rule, facts: Facts, broken: (value: unknown) => boolean): ValueCheck {
  const fault: Fault = { rule, facts };
  return (value) => (broken(value) ? fault : undefined);
}

/** The checks of fixed, pattern, minValue, maxValue, maxLength and regex an element has. */
export function valueChecks({
  fixed,
  pattern,
  minValue,
  maxValue,
  maxLength,
  regex,
  path,
}: ElementDef): ValueCheck[] {
  const form = regex === undefined ? undefined : toRegExp(regex);
  return [
    ...(fixed === undefined
      ? []
      : [limitCheck('fixed-value', { expected: shown(fixed) }, (value) => !deepEqual(value, fixed))]),
    ...(pattern === undefined
      ? []
      : [
          limitCheck(
            'pattern-value',
            { expected: shown(pattern) },
            (value) => !matchesPattern(value, pattern),
          ),
        ]),
    ...(minValue === undefined
      ? []
      : [
          limitCheck(
            'min-value',
            { limit: shown(minValue) },
            (value) => (compareLimit(value, minValue) ?? 0) < 0,
          ),
        ]),
    ...(maxValue === undefined
      ? []
      : [
          limitCheck(
            'max-value',
            { limit: shown(maxValue) },
            (value) => (compareLimit(value, maxValue) ?? 0) > 0,
          ),
        ]),
    ...(maxLength === undefined
      ? []
      : [
          limitCheck(
            'max-length',
            { max: maxLength },
            (value) => typeof value === 'string' && value.length > maxLength,
          ),
        ]),
    ...(form
      ? [
          limitCheck(
            'primitive-format',
            { type: path },
            (value) => typeof value === 'string' && !form.test(value),
          ),
        ]
      : []),
  ];
}

function toRegExp(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    return undefined;
  }
}
