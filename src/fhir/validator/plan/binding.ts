// Is a code one of those the element is bound to?

import { isObject } from '../../../domain/json.ts';
import type { Membership } from '../../terminology/value-set.ts';
import type { Binding, Json } from '../definitions.ts';
import { withoutVersion } from '../library.ts';
import type { Place } from '../place.ts';
import type { Rule } from '../rules.ts';
import type { OpenQuestion, Run } from '../run.ts';
import type { AskedCode } from '../../terminology/server.ts';
import type { ComplexCheck } from './object.ts';
import type { Plans } from './plans.ts';
import type { ValueCheck } from './values.ts';

interface Bound {
  readonly valueSet: string;
  readonly outside: Rule;
  readonly required: boolean;
}

function boundsOf(binding: Binding): Bound[] {
  const required: Bound = { valueSet: binding.valueSet, outside: 'binding-required', required: true };
  if (binding.strength === 'required') return [required];
  const bounds: Bound[] = [];
  if (binding.strength === 'extensible')
    bounds.push({ valueSet: binding.valueSet, outside: 'binding-extensible', required: false });
  // A maximum limits the codes there are; only beside an extensible binding it asks for one, as HL7's validator reads it.
  if (binding.maxValueSet !== undefined) {
    const asksForOne = binding.strength === 'extensible';
    bounds.push({ valueSet: binding.maxValueSet, outside: 'binding-maximum', required: asksForOne });
  }
  return bounds;
}

/** More distinct codes than this in one binding are no longer remembered. */
const MEMORY = 2000;

/** The test of a value set, looked up when the first code comes; the codes of our traffic are few and come often. */
function lazyTest(plans: Plans, valueSet: string): Membership {
  let test: Membership | undefined;
  let count = 0;
  const answers = new Map<string | undefined, Map<string, boolean | undefined>>();
  return (system, code) => {
    const known = answers.get(system);
    if (known?.has(code) === true) return known.get(code);
    test ??= plans.terminology.memberOf(valueSet) ?? (() => undefined);
    const answer = test(system, code);
    if (count++ < MEMORY)
      answers.set(system, (known ?? new Map<string, boolean | undefined>()).set(code, answer));
    return answer;
  };
}

function askedCodes(codings: readonly unknown[]): AskedCode[] {
  return codings.filter(isObject).flatMap(({ system, code, display }) =>
    typeof code === 'string'
      ? {
          system: typeof system === 'string' ? system : undefined,
          code,
          display: typeof display === 'string' ? display : undefined,
        }
      : [],
  );
}

function question({ valueSet, outside }: Bound, codings: readonly unknown[]): OpenQuestion {
  return { valueSet, codes: askedCodes(codings), outside };
}

function report(
  answer: boolean | undefined,
  bound: Bound,
  codings: readonly unknown[],
  place: Place,
  run: Run,
): void {
  if (answer === true) return;
  const facts = { valueSet: withoutVersion(bound.valueSet) };
  if (answer === false) run.report(bound.outside, place, facts);
  else run.reportOpen('binding-unchecked', place, facts, question(bound, codings));
}

/** Checks of elements whose value is the code itself: code, string, uri. */
export function codeCheck(plans: Plans, binding: Binding): ValueCheck[] {
  return boundsOf(binding).map((bound): ValueCheck => {
    const test = lazyTest(plans, bound.valueSet);
    const facts = { valueSet: withoutVersion(bound.valueSet) };
    return (value) => {
      const answer = typeof value === 'string' ? test(undefined, value) : true;
      if (answer === true) return undefined;
      if (answer === false) return { rule: bound.outside, facts };
      return { rule: 'binding-unchecked', facts, question: question(bound, [{ code: value }]) };
    };
  });
}

/** The answer for one Coding or Quantity; without a system it is in no set, without a code there is nothing to ask. */
function codingAnswer(coding: Json, test: Membership): boolean | undefined {
  const { system, code } = coding;
  if (typeof code !== 'string') return false;
  return test(typeof system === 'string' ? system : '', code);
}

function conceptAnswer(codings: readonly unknown[], test: Membership): boolean | undefined {
  let open = false;
  for (const coding of codings) {
    const answer = isObject(coding) ? codingAnswer(coding, test) : false;
    if (answer === true) return true;
    if (answer === undefined) open = true;
  }
  return open ? undefined : false;
}

function checkConcept(bound: Bound, test: Membership): ComplexCheck {
  return (value, place, run) => {
    if (!isObject(value)) return;
    const codings = value['coding'];
    if (Array.isArray(codings) && codings.length > 0) {
      report(conceptAnswer(codings, test), bound, codings, place, run);
      return;
    }
    // Only extensions: a data-absent-reason stands for the code.
    const onlyExtension = value['text'] === undefined && value['extension'] !== undefined;
    if (bound.required && !onlyExtension)
      run.report('binding-missing-code', place, { valueSet: withoutVersion(bound.valueSet) });
  };
}

function checkCoding(bound: Bound, test: Membership): ComplexCheck {
  return (value, place, run) => {
    if (!isObject(value)) return;
    if (value['code'] === undefined && (value['extension'] !== undefined || !bound.required)) return;
    report(codingAnswer(value, test), bound, [value], place, run);
  };
}

/** A Quantity is bound by its unit code; one without a code has nothing to check. */
function checkQuantity(bound: Bound, test: Membership): ComplexCheck {
  return (value, place, run) => {
    if (isObject(value) && value['code'] !== undefined)
      report(codingAnswer(value, test), bound, [value], place, run);
  };
}

/** Checks of elements that hold codes with their systems. */
export function conceptCheck(plans: Plans, binding: Binding, type: string | undefined): ComplexCheck[] {
  return boundsOf(binding).flatMap((bound) => {
    const test = lazyTest(plans, bound.valueSet);
    if (type === 'CodeableConcept') return [checkConcept(bound, test)];
    if (type === 'Coding') return [checkCoding(bound, test)];
    return type === 'Quantity' ? [checkQuantity(bound, test)] : [];
  });
}
