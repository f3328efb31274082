// What is true of these persons? Ages, states, answers and permissions that FHIRPath cannot reckon (facts/pathway.md 3.1).

import { hasCode, referenceOf, type Resource } from './case-view.ts';
import type { EngineFact, FactInput } from './engine-fact.ts';
import { toMoment } from '../timers/dates.ts';
import type { Temporal } from 'temporal-polyfill';

/** Facts about persons, by name. An empty result is "unknown". */
export const PERSON_FACTS: Readonly<Record<string, EngineFact>> = {
  childAgeDays,
  childAgeCorrDays,
  childState: ({ child, childStates }) => (child ? childStates.get(child.reference) : undefined),
  childRefs: ({ view }) => view.children.map(({ reference }) => reference),
  childReferred,
  childrenClosed: ({ view, childStates }) =>
    view.children.length > 0 &&
    view.children.every(({ reference }) => childStates.get(reference) === 'C_CLOSED'),
  motherAgeYears,
  trimester,
  mayBarnevern: ({ permits }) => permits('barnevern'),
  mayHpl32,
  safeDelivery,
  daysSinceAgMeeting,
  noShowCount: ({ view }) => view.resources.filter(isNoShow).length,
  planShareable: ({ triggers }) => triggers.length > 0 && triggers.every(isShareable),
};

function birthOf({ child, view }: FactInput): Temporal.PlainDate | undefined {
  return child && toMoment(child.birth, view.zone)?.toPlainDate();
}

function childAgeDays(input: FactInput): number | undefined {
  return birthOf(input)?.until(input.today).days;
}

/** Age counted from the day it would have been born at term; only for a child born before 37+0 whose dating is known. */
function childAgeCorrDays(input: FactInput): number | undefined {
  const { view, parameters } = input;
  const birth = birthOf(input);
  if (!birth || !view.ga0 || !view.dated) return undefined;
  const gestation = view.ga0.until(birth).days;
  if (gestation >= Number(parameters['correctedBelowDays'] ?? 259)) return undefined;
  return birth.until(input.today).days - (Number(parameters['termDays'] ?? 280) - gestation);
}

function motherAgeYears({ view, today }: FactInput): number | undefined {
  const born = view.mother.resource['birthDate'];
  if (typeof born !== 'string') return undefined;
  return toMoment(born, view.zone)?.toPlainDate().until(today, { largestUnit: 'years' }).years;
}

/** 1, 2 or 3 of the pregnancy, by the days of the layer: the same that the law counts by when it lets her be asked again. */
function trimester({ view, today, parameters }: FactInput): number | undefined {
  if (!view.ga0) return undefined;
  const days = view.ga0.until(today).days;
  const starts = [parameters['trimester2StartDay'] ?? 84, parameters['trimester3StartDay'] ?? 196];
  return 1 + starts.filter((start) => days >= Number(start)).length;
}

/** Somebody assessed the duty of hpl § 32 and found that its criteria are met. */
function mayHpl32({ view }: FactInput): boolean {
  return view.resources.some(
    (resource) =>
      resource.resourceType === 'Task' &&
      resource['status'] === 'completed' &&
      hasCode(resource['code'], 'tk-task', 'assess-32') &&
      listOf(resource['output']).some(
        (output) => isCalled(output['type'], 'criteria-met') && output['valueBoolean'] === true,
      ),
  );
}

/** An output is named by a code, or in words where the form has no code. */
function isCalled(type: unknown, name: string): boolean {
  return hasCode(type, undefined, name) || (type as { text?: string } | undefined)?.text === name;
}

/**
 * The latest answer to "may we reach you this way?"; never asked is unknown. With a protected address no way that is written down is safe,
 * whatever was answered (D-10).
 */
function safeDelivery({ view }: FactInput): boolean | undefined {
  if (isProtected(view.mother.resource)) return false;
  const answers = view.resources
    .filter(
      (resource) =>
        resource.resourceType === 'Observation' &&
        resource['status'] !== 'entered-in-error' &&
        hasCode(resource['code'], 'tk-observation', 'safe-delivery'),
    )
    .toSorted((one, other) =>
      textOf(one['effectiveDateTime']).localeCompare(textOf(other['effectiveDateTime'])),
    );
  const answer = answers.at(-1)?.['valueBoolean'];
  return typeof answer === 'boolean' ? answer : undefined;
}

/** A record marked restricted is told so by its confidentiality (mappings/law/classes.yaml, protectedAddress). */
function isProtected(person: Resource): boolean {
  const { security } = (person['meta'] ?? {}) as { security?: readonly { system?: string; code?: string }[] };
  return (security ?? []).some(
    ({ system, code }) => system?.endsWith('/v3-Confidentiality') === true && (code === 'R' || code === 'V'),
  );
}

function daysSinceAgMeeting({ view, today }: FactInput): number | undefined {
  const held = view.resources
    .filter(
      (resource) =>
        resource.resourceType === 'Appointment' &&
        resource['status'] === 'fulfilled' &&
        listOf(resource['serviceType']).some(
          (type) => hasCode(type, undefined, 'A-AG-FIRST') || hasCode(type, undefined, 'A-AG-MONTH'),
        ),
    )
    .flatMap((resource) => toMoment(textOf(resource['start']), view.zone)?.toPlainDate().toString() ?? [])
    .toSorted()
    .at(-1);
  return held === undefined ? undefined : today.until(held).days * -1;
}

function isNoShow(resource: Resource): boolean {
  return resource.resourceType === 'Appointment' && resource['status'] === 'noshow';
}

const SHARED_PLANS = ['pathway', 'child', 'individuell-plan'];

/** A birth plan is shared only as she marks (S0-74), and a CarePlan that does not say what it is could be one. */
function isShareable(resource: Resource): boolean {
  if (resource['status'] !== 'active') return false;
  if (resource.resourceType === 'CareTeam') return true;
  const categories = listOf(resource['category']);
  return (
    categories.some((category) => SHARED_PLANS.some((code) => hasCode(category, 'tk-plan', code))) &&
    !categories.some((category) => hasCode(category, 'tk-plan', 'birth-plan'))
  );
}

/** Every live child has its referral to the programme. */
function childReferred({ view }: FactInput): boolean {
  return view.children.every(({ reference }) =>
    view.resources.some(
      (resource) =>
        resource.resourceType === 'ServiceRequest' &&
        referenceOf(resource['subject']) === reference &&
        listOf(resource['category']).some((category) => hasCode(category, 'tk-service', 'habu-0-6')),
    ),
  );
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
