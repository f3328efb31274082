// What data does an action need, and is it there? DataRequirements over the resources known about the subject.

import type {
  DataRequirement,
  DataRequirementCodeFilter,
  DataRequirementDateFilter,
} from '@medplum/fhirtypes';
import { isObject, objects } from '../../domain/json.ts';
import { hasErrors } from '../../fhir/issue.ts';
import { rangeOfDate } from '../../fhir/search/date.ts';
import type { Json } from '../../fhir/search/collect.ts';
import type { Range } from '../../fhir/search/entries.ts';
import type { Resource } from '../case/case-view.ts';
import { type Applying, tell } from './applying.ts';
import type { PlanDefinitionAction } from './definition.ts';
import type { Reading } from './reading.ts';
import { durationBack } from './when.ts';

/** Variables for the inputs that have an id; undefined when some input is not there, which is then said. */
export function readInputs(
  { input }: PlanDefinitionAction,
  at: string,
  applying: Applying,
): Readonly<Record<string, unknown>> | undefined {
  const found = (input ?? []).map((requirement, index) => {
    const resources = matching(requirement, applying);
    if (resources.length === 0)
      tell(
        applying,
        'LENKE_PLAN_INPUT_MISSING',
        `${at}.input[${index}]`,
        { type: requirement.type ?? '–' },
        'warning',
      );
    return { id: requirement.id, resources };
  });
  if (found.some(({ resources }) => resources.length === 0)) return undefined;
  return Object.fromEntries(
    found.flatMap(({ id, resources }) => (id === undefined ? [] : [[id, resources]])),
  );
}

/** The resources that meet a requirement. */
function matching(requirement: DataRequirement, applying: Applying): readonly Resource[] {
  const { type, profile, codeFilter, dateFilter, limit } = requirement;
  const met = applying.input.known.filter(
    (resource) =>
      resource.resourceType === type &&
      (profile ?? []).every((url) => !hasErrors(applying.input.validate(resource, [url]))) &&
      (codeFilter ?? []).every((filter) =>
        hasCodeOf(resource, filter, { compile: applying.compile, memberOf: applying.input.memberOf }),
      ) &&
      (dateFilter ?? []).every((filter) => isWithin(resource, filter, applying)),
  );
  const sorted = sortedBy(requirement, met, applying);
  return limit === undefined ? sorted : sorted.slice(0, limit);
}

function valuesAt(resource: object, path: string | undefined, compile: Coded['compile']): readonly unknown[] {
  return path === undefined ? [] : compile(path)(resource);
}

/** What telling a code leans on. */
export type Coded = Pick<Reading, 'compile' | 'memberOf'>;

/** True when a resource has one of the codes, or one of the value set. */
export function hasCodeOf(resource: object, filter: DataRequirementCodeFilter, by: Coded): boolean {
  const codings = valuesAt(resource, filter.path, by.compile).flatMap(codingsOf);
  const wanted = filter.code ?? [];
  const listed = wanted.length === 0 || codings.some((coding) => wanted.some((one) => isSame(coding, one)));
  const { valueSet } = filter;
  if (valueSet === undefined) return listed;
  return listed && codings.some(({ system, code = '' }) => by.memberOf(valueSet, system, code) === true);
}

interface Coding {
  readonly system?: string;
  readonly code?: string;
}

/** Codings of a CodeableConcept, a Coding, or a code. */
function codingsOf(value: unknown): readonly Coding[] {
  if (typeof value === 'string') return [{ code: value }];
  if (!isObject(value)) return [];
  return 'coding' in value ? objects(value['coding']) : [value];
}

/** A code alone, as of a status, has no system to compare. */
function isSame(one: Coding, wanted: Coding): boolean {
  if (one.code !== wanted.code) return false;
  return wanted.system === undefined || one.system === undefined || one.system === wanted.system;
}

function isWithin(resource: Resource, filter: DataRequirementDateFilter, applying: Applying): boolean {
  const wanted = wantedRange(filter, applying);
  return valuesAt(resource, filter.path, applying.compile).some((value) => {
    const has = isJson(value) ? rangeOfDate(value) : undefined;
    return has !== undefined && wanted !== undefined && has.lo <= wanted.hi && has.hi >= wanted.lo;
  });
}

function wantedRange(filter: DataRequirementDateFilter, { input }: Applying): Range | undefined {
  const given = filter.valueDateTime ?? filter.valuePeriod;
  if (isJson(given)) return rangeOfDate(given);
  const from = durationBack(filter.valueDuration, input.now, input.zone);
  return from && { lo: from.getTime(), hi: input.now.getTime() };
}

function sortedBy(
  { sort }: DataRequirement,
  resources: readonly Resource[],
  applying: Applying,
): readonly Resource[] {
  const [first] = sort ?? [];
  if (!first) return resources;
  const sign = first.direction === 'descending' ? -1 : 1;
  const key = (resource: Resource): string => {
    const [value] = valuesAt(resource, first.path, applying.compile);
    return typeof value === 'string' ? value : '';
  };
  return resources.toSorted((one, other) => sign * key(one).localeCompare(key(other)));
}

function isJson(value: unknown): value is Json {
  return typeof value === 'string' || isObject(value);
}
