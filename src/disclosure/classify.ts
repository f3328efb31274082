// Which data classes does a resource carry, and whose? From mappings/law/classes.yaml; what nobody classified goes nowhere.

import { parseRef, type Ref } from '../domain/identity.ts';
import type { DataClass } from '../domain/data-class.ts';
import { isObject, items, text } from '../domain/json.ts';
import type { Point } from './law-file.ts';
import { referenceKeys } from './consents.ts';
import { compileFhirPath, type CompiledPath } from '../fhir/fhirpath/compile.ts';
import { type DataFile, readDataFile } from '../fhir/yaml-file.ts';
import {
  CLASSES_SCHEMA,
  type ClassEntry,
  type ClassesFile,
  type Label,
  type PartEntry,
  type ProtectedAddress,
} from './classes-file.ts';

/** The persons of a case: whose records there are. */
export interface CasePersons {
  readonly mother: string;
  readonly children: ReadonlySet<string>;
}

/** What a resource carries. */
export interface Classification {
  /** The person in whose record it stands; absent: it is about no person. */
  readonly of?: Ref;
  readonly classes: readonly DataClass[];
  readonly quotes: readonly DataClass[];
  readonly parts: readonly DataClass[];
  readonly marks: readonly string[];
}

/** A part of a resource with its class. */
export interface Part {
  readonly dataClass: DataClass;
  readonly quoted: boolean;
  readonly nodes: readonly unknown[];
}

/** Tells what a resource carries. */
export interface Classify {
  (resource: FhirResource, persons: CasePersons): Classification;
  /** The parts that carry classes of their own; nodes are those of `resource` itself. */
  partsOf(resource: FhirResource, persons: CasePersons): readonly Part[];
  /** Who says it, by the first reference or `system|value` it is known by; undefined: it does not say. */
  authorOf(resource: FhirResource): string | undefined;
  readonly labels: Readonly<Partial<Record<DataClass, Label>>>;
  readonly protectedAddress: ProtectedAddress;
  /** The entries as they are written, in their order, and what of them is not settled. */
  readonly entries: readonly ClassEntry[];
  readonly points: readonly Point[];
  /** Types that are about nobody, whatever is in them: registers and definitions. */
  readonly aboutNobody: ReadonlySet<string>;
}

/** A resource that is classified. */
export interface FhirResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}

type Compiled<T> = T & { readonly find: CompiledPath | undefined };

const UNCLASSIFIED: readonly DataClass[] = ['D0'];
const NUMBERS = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12'] as const;

/** Loads the classes file. Throws LENKE_DATA_FILE with file, line and column. */
export function loadClasses(file: string): Classify {
  const data = readDataFile<ClassesFile>(file, CLASSES_SCHEMA);
  const { classes, parts, authors, labels, protectedAddress, points } = data.value;
  checkPoints(data);
  const off = new Set(points.filter(({ on }) => !on).map(({ id }) => id));
  const entries = byType(
    classes.map((entry, index) => withFind(data, ['classes', index, 'when'], entry, entry.when)),
  );
  const partEntries = byType(
    parts.map((entry, index) => withFind(data, ['parts', index, 'path'], entry, entry.path)),
  );
  const partsOf = once((resource, persons): readonly Part[] =>
    (partEntries.get(resource.resourceType) ?? [])
      .filter((entry) => entry.of === undefined || entry.of === sideOf(resource, persons))
      .flatMap((entry) => partsAt(entry, resource)),
  );
  const classify = (resource: FhirResource, persons: CasePersons): Classification => {
    const side = sideOf(resource, persons);
    const of = side === 'nobody' ? undefined : parseRef(personOf(resource, persons));
    const fitting = entries.get(resource.resourceType)?.find((one) => fits(one, resource, side));
    // Not the next that fits: what waits for a sign-off must not be taken for something else.
    const entry = fitting?.point !== undefined && off.has(fitting.point) ? undefined : fitting;
    const found =
      entry && side !== 'other' ? entry.classes : side === 'other' ? (['D11'] as const) : UNCLASSIFIED;
    const quotes = side === 'other' ? [] : (entry?.quotes ?? []);
    const carried = partsOf(resource, persons);
    return {
      ...(of && { of }),
      classes: unique([...found, ...quotes, ...labelled(resource)]),
      quotes: unique([...quotes, ...carried.flatMap(({ dataClass, quoted }) => (quoted ? dataClass : []))]),
      parts: unique(carried.map(({ dataClass }) => dataClass)),
      marks: entry?.marks ?? [],
    };
  };
  return Object.assign(once(classify), {
    partsOf,
    authorOf: authorsOf(data, authors),
    labels,
    protectedAddress,
    entries: classes,
    points,
    aboutNobody: aboutNobody(classes),
  });
}

/**
 * The answer for a resource and the persons of its case, kept with the resource: it goes to several, and is asked about for
 * each of them. Neither is ever changed; for other persons it is asked anew.
 */
function once<T>(
  ask: (resource: FhirResource, persons: CasePersons) => T,
): (resource: FhirResource, persons: CasePersons) => T {
  const known = new WeakMap<FhirResource, { readonly persons: CasePersons; readonly answer: T }>();
  return (resource, persons) => {
    const before = known.get(resource);
    if (before?.persons === persons) return before.answer;
    const answer = ask(resource, persons);
    known.set(resource, { persons, answer });
    return answer;
  };
}

/** Throws LENKE_DATA_FILE for a point that is not there, and for a door that nobody signed open. */
function checkPoints({ value, fail }: DataFile<ClassesFile>): void {
  const known = new Set(value.points.map(({ id }) => id));
  for (const [index, { point }] of value.classes.entries())
    if (point !== undefined && !known.has(point))
      fail(['classes', index, 'point'], `"${point}" is no point of this file.`);
  for (const [index, { id, opens, on, signOff }] of value.points.entries())
    if (opens && on && !signOff)
      fail(['points', index, 'on'], `The point ${id} is switched on with a sign-off only.`);
}

function authorsOf(
  data: DataFile<ClassesFile>,
  authors: ClassesFile['authors'],
): (resource: FhirResource) => string | undefined {
  const paths = new Map(
    Object.entries(authors).map(([type, path]) => [type, withFind(data, ['authors', type], {}, path).find]),
  );
  return (resource) => {
    const [author] = paths.get(resource.resourceType)?.(resource) ?? [];
    return author === undefined ? undefined : referenceKeys(author as object)[0];
  };
}

type Side = 'mother' | 'child' | 'other' | 'nobody';

function fits(entry: Compiled<ClassEntry>, resource: FhirResource, side: Side): boolean {
  if (entry.of !== undefined && entry.of !== side) return false;
  if (entry.profile !== undefined && !claims(resource, entry.profile)) return false;
  return entry.find === undefined || entry.find(resource)[0] === true;
}

function claims(resource: FhirResource, profile: string): boolean {
  const { profile: claimed } = (resource['meta'] ?? {}) as { profile?: readonly string[] };
  return claimed?.some((url) => url.split('|')[0]?.endsWith(`/${profile}`)) === true;
}

function partsAt(entry: Compiled<PartEntry>, resource: FhirResource): readonly Part[] {
  const nodes = entry.find?.(resource) ?? [];
  if (nodes.length === 0) return [];
  return [
    ...(entry.classes ?? []).map((dataClass) => ({ dataClass, quoted: false, nodes })),
    ...(entry.quotes ?? []).map((dataClass) => ({ dataClass, quoted: true, nodes })),
  ];
}

/** Classes the sender has labelled it with: they only ever add. */
function labelled(resource: FhirResource): readonly DataClass[] {
  const { security } = (resource['meta'] ?? {}) as {
    security?: readonly { system?: string; code?: string }[];
  };
  return (security ?? []).flatMap(({ system, code }) =>
    system?.endsWith('tk-data-class') ? (NUMBERS.find((known) => known === code) ?? 'D0') : [],
  );
}

function sideOf(resource: FhirResource, persons: CasePersons): Side {
  const person = personOf(resource, persons);
  if (person === undefined) return 'nobody';
  if (person === persons.mother) return 'mother';
  return persons.children.has(person) ? 'child' : 'other';
}

interface Named {
  readonly reference?: string;
}

/** The patient a resource is about, as far as it says so itself. */
export function patientOf(resource: FhirResource): Ref | undefined {
  return parseRef(personOf(resource, NOBODY));
}

const NOBODY: CasePersons = { mother: '', children: new Set() };

/** Whose record it stands in: its subject, patient or whom it is for; of an appointment the child or the mother who takes part. */
function personOf(resource: FhirResource, persons: CasePersons): string | undefined {
  if (resource.resourceType === 'Patient') return `Patient/${resource.id ?? ''}`;
  const { subject, patient, for: about } = resource;
  const direct = referenceIn(subject) ?? referenceIn(patient) ?? referenceIn(about);
  if (direct !== undefined || resource.resourceType !== 'Appointment') return direct;
  const { participant } = resource as { participant?: readonly { readonly actor?: Named }[] };
  const present = (participant ?? []).flatMap(({ actor }) =>
    actor?.reference?.startsWith('Patient/') === true ? actor.reference : [],
  );
  return present.find((person) => persons.children.has(person)) ?? present[0];
}

/** The literal reference of a Reference, or the first of a list of them. */
function referenceIn(named: unknown): string | undefined {
  if (isObject(named)) return text(named['reference']);
  for (const one of items(named)) {
    const reference = referenceIn(one);
    if (reference !== undefined) return reference;
  }
  return undefined;
}

function byType<T extends { readonly type: string }>(
  entries: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const entry of entries) map.set(entry.type, [...(map.get(entry.type) ?? []), entry]);
  return map;
}

function withFind<T>(
  { fail }: DataFile<ClassesFile>,
  path: readonly (string | number)[],
  entry: T,
  expression: string | undefined,
): Compiled<T> {
  if (expression === undefined) return { ...entry, find: undefined };
  try {
    return { ...entry, find: compileFhirPath(expression) };
  } catch (cause) {
    return fail(path, cause instanceof Error ? `${cause.message}.` : 'is not FHIRPath.');
  }
}

/** Each class once, by its number. */
function unique(list: readonly DataClass[]): readonly DataClass[] {
  return [...new Set(list)].toSorted((one, other) => Number(one.slice(1)) - Number(other.slice(1)));
}

/** A type is about nobody when all that is said of it is that it carries no class. */
function aboutNobody(classes: readonly ClassEntry[]): ReadonlySet<string> {
  const isFree = ({ classes: carried, quotes, of, when, profile }: ClassEntry): boolean =>
    carried.length === 0 && !quotes && !of && !when && !profile;
  const types = new Set(classes.map(({ type }) => type));
  const bound = new Set(classes.filter((entry) => !isFree(entry)).map(({ type }) => type));
  return new Set([...types].filter((type) => !bound.has(type)));
}
