// Does a reference lead to a resource of a type it may lead to?

import { isObject } from '../../../domain/json.ts';
import type { Json, TypeRef } from '../definitions.ts';
import type { Place } from '../place.ts';
import type { ComplexCheck } from '../plan/object.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';
import { enclosingBundle, isOtherVersion, link, resolve } from './resolve.ts';

/** The type in `Patient/1`, `https://…/Patient/1/_history/2` or `Patient?identifier=…`. */
const TYPE_IN_URL =
  /(?:^|\/)([A-Z][A-Za-z]+)(?:\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?(?:#.*)?|\?.*)$/;

/** The type a literal reference says by its form; undefined for urn:uuid and other URLs. */
export function typeInReference(reference: string): string | undefined {
  return TYPE_IN_URL.exec(reference)?.[1];
}

/** The type a reference leads to: of the resource at hand, else what `type` or the URL says. */
export function targetType(reference: Json, target: Json | undefined): string | undefined {
  const actual = target?.['resourceType'];
  if (typeof actual === 'string') return actual;
  const { type, reference: literal } = reference;
  if (typeof literal === 'string') {
    const inUrl = typeInReference(literal);
    if (inUrl !== undefined) return inUrl;
  }
  return typeof type === 'string' ? type.replace(/^.*\//, '') : undefined;
}

const MUST_BE: Readonly<Record<string, string>> = {
  contained: 'a contained resource',
  bundled: 'a resource of the same bundle',
  referenced: 'a resource outside',
};

function checkAggregation(
  literal: string,
  target: Json | undefined,
  allowed: readonly string[],
  place: Place,
  run: Run,
): void {
  if (allowed.length === 0) return;
  const local = literal.startsWith('#');
  const way = local ? 'contained' : target ? 'bundled' : 'referenced';
  if (allowed.includes(way)) return;
  run.report('reference-aggregation', place, {
    expected: allowed.map((one) => MUST_BE[one] ?? one).join(' or '),
  });
}

/** Verdicts on referenced resources, so that a circle of references ends and none is judged twice. */
function conformsToAny(
  plans: Plans,
  target: Json,
  profiles: readonly string[],
  place: Place,
  run: Run,
): boolean {
  const verdicts = verdictsOf(target, run);
  const key = profiles.join(' ');
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  verdicts.set(key, true);
  const verdict = profiles.some((profile) => {
    const plan = plans.structurePlan(profile);
    return !plan || run.conforms(() => plan.check(target, place, run));
  });
  verdicts.set(key, verdict);
  return verdict;
}

class Verdicts extends Map<string, boolean> {}

function verdictsOf(target: Json, run: Run): Verdicts {
  const known = run.memory.get(target);
  if (known instanceof Verdicts) return known;
  const made = new Verdicts();
  run.memory.set(target, made);
  return made;
}

/** The check of a Reference whose targets the definition limits. */
export function referenceCheck(plans: Plans, type: TypeRef): ComplexCheck {
  const targets = type.targets.map((url) => ({ url, type: plans.typeOfCanonical(url) }));
  const types = new Set(targets.flatMap((one) => one.type ?? []));
  const anything =
    targets.length === 0 || types.has('Resource') || targets.some((one) => one.type === undefined);
  const profiled = targets.filter(
    (one) => !plans.library.isCore(one.url) || plans.library.get(one.url)?.derivation === 'constraint',
  );
  return (value, place, run) => {
    if (!isObject(value)) return;
    const literal = value['reference'];
    const target =
      typeof literal === 'string' && literal !== '' ? resolve(literal, run.current(), run) : undefined;
    const actual = targetType(value, target);
    if (actual !== undefined && !anything && !types.has(actual)) {
      const known = plans.library.types().has(actual);
      run.report('reference-type', place, {
        actual: known ? actual : 'resource of that type',
        expected: [...types].join(' or '),
      });
      return;
    }
    checkStatedType(plans, value, target, place, run);
    if (typeof literal === 'string') checkInBundle(literal, target, place, run);
    if (typeof literal === 'string') checkAggregation(literal, target, type.aggregation, place, run);
    if (!target || profiled.length === 0) return;
    const mustConform = profiled.filter((one) => one.type === actual).map((one) => one.url);
    const plainToo = targets.some((one) => one.type === actual && !profiled.includes(one));
    if (mustConform.length === 0 || plainToo) return;
    if (!conformsToAny(plans, target, mustConform, place, run))
      run.report('reference-profile', place, { profile: mustConform.join(' or ') });
  };
}

/** A document or message is complete in itself, and nobody but the bundle knows what a urn:uuid means. */
const COMPLETE: ReadonlySet<unknown> = new Set(['document', 'message']);

/** What is referred to in a bundle: found there in the version asked for, or missing where it must not be. */
function checkInBundle(literal: string, target: Json | undefined, place: Place, run: Run): void {
  const around = enclosingBundle(run.current());
  if (!around || literal.startsWith('#')) return;
  const { bundle, root } = around;
  if (target) {
    link(bundle, root, target, run);
    if (isOtherVersion(literal, target)) run.report('reference-version', place);
    return;
  }
  const type = bundle['type'];
  const isFirst = COMPLETE.has(type) && FIRST.has(root['resourceType']) && run.current().resource === root;
  const relative = !/^[a-z]+:/.test(literal) && !literal.includes('?');
  const isUrn = /^urn:(?:uuid|oid):/.test(literal);
  // What the Composition names is the document; what the header has in focus is the message.
  const mustBeThere =
    root['resourceType'] === 'Composition' || place.step.key === 'focus' || relative || isUrn;
  if (isFirst && mustBeThere) run.report('reference-unresolved', place);
  else if (isUrn || (COMPLETE.has(type) && relative)) run.report('reference-unresolved-warning', place);
}

const FIRST: ReadonlySet<unknown> = new Set(['Composition', 'MessageHeader']);

/** `type` and `reference` of one Reference must agree. */
function checkStatedType(
  plans: Plans,
  reference: Json,
  target: Json | undefined,
  place: Place,
  run: Run,
): void {
  const { type, reference: literal } = reference;
  if (typeof type !== 'string') return;
  const inUrl = typeof literal === 'string' ? typeInReference(literal) : undefined;
  const actual = typeof target?.['resourceType'] === 'string' ? target['resourceType'] : inUrl;
  if (actual !== undefined && actual !== type.replace(/^.*\//, ''))
    run.report('reference-type-mismatch', place, {
      actual: plans.library.types().has(actual) ? actual : 'none of R4',
    });
}
