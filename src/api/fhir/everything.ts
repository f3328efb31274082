// What do we have about one patient, or one plan? $everything, page by page.

import { isResource } from '../../domain/json.ts';
import { type Compartment, isCareWithin, patientCompartment } from '../../fhir/compartment/patient.ts';
import { referencesOf } from '../../fhir/references.ts';
import { dateRange } from '../../fhir/search/date.ts';
import type { Range } from '../../fhir/search/entries.ts';
import type { SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { integerOf, operationFault, type OperationInput, readOperationInput } from './operation-input.ts';
import { current } from './patch.ts';
import { type FhirRequest, servedType } from './request.ts';
import type { Seal } from './seal.ts';

/** Types that have everything, and what makes a member: R4's compartment, or any reference to it. */
export const EVERYTHING: ReadonlyMap<string, 'compartment' | 'near'> = new Map([
  ['Patient', 'compartment'],
  ['EpisodeOfCare', 'near'],
  ['CarePlan', 'near'],
]);

const DEFAULT_COUNT = 50;
const MAX_COUNT = 1000;
/** Pages read for one answer at most, when dates leave little of each. */
const ROUNDS = 20;

interface Question {
  readonly count: number;
  readonly since: Date | undefined;
  readonly types: readonly string[] | undefined;
  readonly care: Range | undefined;
  readonly cursor: string | undefined;
  readonly told: URLSearchParams;
}

/** Answers `Type/[id]/$everything`: the resource, its members, and what those refer to that belongs to nobody. */
export async function everything(parts: ApiParts, request: FhirRequest, seal: Seal): Promise<Answer> {
  const type = servedType(parts, request.type);
  const kind = EVERYTHING.get(type);
  if (kind === undefined)
    throw operationFault('url', `$everything is for ${[...EVERYTHING.keys()].join(', ')}.`);
  const id = request.id ?? '';
  const root = current(await request.eyes.records.read(type, id), type);
  const question = readQuestion(parts, readOperationInput(request), (text) =>
    seal.openCursor(text, request.caller.id),
  );
  const compartment = patientCompartment();
  const page = await members(
    parts,
    request,
    `${type}/${id}`,
    kind === 'near' ? undefined : compartment,
    question,
  );
  const included = await referred(
    parts,
    request,
    page.members,
    kind === 'near' ? root : undefined,
    compartment,
    question,
  );
  const address = `${parts.baseUrl()}/fhir/${type}/${id}/$everything`;
  const link = (cursor: string | undefined): string =>
    `${address}?${new URLSearchParams([...question.told, ...(cursor === undefined ? [] : [['_cursor', seal.closeCursor(cursor, request.caller.id)]])]).toString()}`;
  const head = {
    type: 'searchset',
    timestamp: parts.clock.now().toISOString(),
    link: [
      { relation: 'self', url: link(question.cursor) },
      ...(page.next === undefined ? [] : [{ relation: 'next', url: link(page.next) }]),
    ],
  } as const;
  const entries = [...page.members.map(toEntry(parts, 'match')), ...included.map(toEntry(parts, 'include'))];
  return { status: 200, body: bundleText(head, entries) };
}

function toEntry(parts: ApiParts, mode: 'match' | 'include'): (stored: SeenResource) => EntryText {
  const base = parts.baseUrl();
  return (stored) => ({ fullUrl: fullUrlOf(base, stored), resource: stored.content, search: { mode } });
}

interface Page {
  readonly members: readonly SeenResource[];
  readonly next: string | undefined;
}

/** Reads until a page is full: members whose care was at another time fall out. */
async function members(
  parts: ApiParts,
  { eyes }: FhirRequest,
  of: string,
  compartment: Compartment | undefined,
  { count, since, types, care, cursor }: Question,
): Promise<Page> {
  const kept: SeenResource[] = [];
  let next = cursor;
  for (let round = 0; round < ROUNDS && kept.length < count; round += 1) {
    const page = await eyes.records.compartment({
      of,
      members: compartment,
      types,
      since,
      count: count - kept.length,
      ...(next !== undefined && { cursor: next }),
    });
    kept.push(...page.members.filter((stored) => !care || isWithin(parts, stored, care)));
    next = page.next;
    if (next === undefined) break;
  }
  return { members: kept, next };
}

function isWithin(parts: ApiParts, { content }: SeenResource, care: Range): boolean {
  const resource: unknown = JSON.parse(content);
  return isResource(resource) && isCareWithin(resource, care, parts.searchParameters);
}

/**
 * What the members refer to and what is in no patient's compartment: practitioners, organisations, places. What belongs to
 * a patient is not passed on with another one's: a child's everything does not bring its mother's.
 */
async function referred(
  parts: ApiParts,
  { eyes }: FhirRequest,
  found: readonly SeenResource[],
  root: SeenResource | undefined,
  compartment: Compartment,
  { types, cursor }: Question,
): Promise<readonly SeenResource[]> {
  const here = new Set(found.map(({ type, id }) => `${type}/${id}`));
  const shared = found
    .flatMap((stored) => localReferences(stored))
    .filter((key) => !compartment.has(typeOf(key)));
  // What a plan itself refers to is part of it: goals, conditions, its patient.
  const own = root && cursor === undefined ? localReferences(root) : [];
  const wanted = [...new Set([...shared, ...own])].filter(
    (key) =>
      !here.has(key) && parts.types.has(typeOf(key)) && (types === undefined || types.includes(typeOf(key))),
  );
  return eyes.records.readMany(wanted.filter(isRef));
}

function isRef(key: string): key is `${string}/${string}` {
  return key.includes('/');
}

function typeOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

function localReferences({ content }: SeenResource): readonly string[] {
  const resource: unknown = JSON.parse(content);
  if (!isResource(resource)) return [];
  const texts: readonly string[] = referencesOf(resource).map(({ text }) => text);
  return texts.flatMap(
    (text) => /^([A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/.+)?$/.exec(text)?.[1] ?? [],
  );
}

function readQuestion(parts: ApiParts, input: OperationInput, opened: (cursor: string) => string): Question {
  const types = input.list('_type');
  const unknown = types.find((type) => !parts.types.has(type));
  if (unknown !== undefined) throw operationFault('_type', 'it names a type that is not served here.');
  const moment = (name: string): Range | undefined => {
    const text = input.text(name);
    const range = text === undefined ? undefined : dateRange(text);
    if (text !== undefined && !range) throw operationFault(name, 'a date such as 2026-11-22 is needed.');
    return range;
  };
  const [since, start, end] = [moment('_since'), moment('start'), moment('end')];
  const cursor = input.text('_cursor');
  const count = Math.max(1, Math.min(integerOf(input, '_count') ?? DEFAULT_COUNT, MAX_COUNT));
  const told = ['_since', '_type', 'start', 'end'].flatMap((name) => {
    const values = input.list(name);
    return values.length === 0 ? [] : [[name, values.join()]];
  });
  return {
    count,
    since: since && new Date(since.lo),
    types: types.length > 0 ? types : undefined,
    care: start || end ? { lo: start?.lo ?? -Infinity, hi: end?.hi ?? Infinity } : undefined,
    cursor: cursor === undefined ? undefined : opened(cursor),
    told: new URLSearchParams([['_count', String(count)], ...told]),
  };
}
