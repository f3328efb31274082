// What belongs to a case? The episode, its patient, the patients linked to her, and all that points at them.

import { isObject, type JsonObject } from '../../../domain/json.ts';
import type { Json } from '../../../fhir/search/collect.ts';
import { hash64 } from '../../../fhir/search/hash.ts';
import { targetOf } from '../../../fhir/search/reference.ts';
import type { Asker, CaseOptions, CasePlace } from '../types.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';

/** Case, mother, her RelatedPersons, the child, its RelatedPersons: five; one more for a link of a link. */
const ROUNDS_MAX = 6;

// What points at a related person comes along: it would be a round trip of its own, nearly always for nothing.
export const NEAR = `select ${COLUMNS} from records_near($1::int8[], $3::int2, $2::int2[]) as r`;

/** Values of NEAR. */
export function nearValues(
  context: RecordsContext,
  keys: readonly string[],
  { types }: Pick<CaseOptions, 'types'>,
): readonly unknown[] {
  const numbers = types?.map((type) => context.types.number(type));
  return [
    `{${keys.map(hash64).join(',')}}`,
    numbers ? `{${numbers.join(',')}}` : null,
    context.types.number('RelatedPerson'),
  ];
}

function localKey(reference: Json): string | undefined {
  const text =
    isObject(reference) && typeof reference['reference'] === 'string' ? reference['reference'] : '';
  const target = targetOf(text);
  return target?.type === undefined ? undefined : target.key;
}

/** Where the case goes on from a resource: patients and related persons it is linked to. */
function leadsOn(resource: JsonObject): readonly (string | undefined)[] {
  switch (resource.resourceType) {
    case 'Patient': {
      const links = Array.isArray(resource['link']) ? resource['link'] : [];
      return [
        `Patient/${String(resource['id'])}`,
        ...links.map((link: Json) => (isObject(link) ? localKey(link['other']) : undefined)),
      ];
    }
    case 'RelatedPerson':
      return [localKey(resource['patient'])];
    case 'EpisodeOfCare':
      return [localKey(resource['patient'])];
    // A birth: the Observation is about the mother and looks at her child.
    case 'Observation':
      return (Array.isArray(resource['focus']) ? resource['focus'] : [])
        .map(localKey)
        .filter((key) => key?.startsWith('Patient/'));
    default:
      return [];
  }
}

/**
 * All current resources of a case: a round trip from the episode to what stands next to it, one to what stands next to
 * its patient, one for each further step (child, related person). `near` names patients that are known to belong to it,
 * which saves rounds; `types` keeps to what the reader needs. Practitioners are not followed.
 * Empty when the episode does not exist. The order is that of writing.
 */
export async function readCase(
  context: RecordsContext,
  caseRef: string,
  options: CaseOptions = {},
  tx?: Asker,
): Promise<readonly JsonObject[]> {
  const run = tx?.query ?? context.query;
  const found = new Map<string, JsonObject>();
  const asked = new Set<string>();
  let next = [...new Set([caseRef, ...(options.near ?? [])])];
  for (let round = 0; round < ROUNDS_MAX && next.length > 0; round += 1) {
    for (const key of next) asked.add(key);
    const rows = await run<RecordRow>(NEAR, nearValues(context, next, options), 'records-near');
    const fresh = rows.filter((row) => !found.has(row.res));
    const resources = fresh.map((row) => parseContent(row.content));
    for (const [at, row] of fresh.entries()) found.set(row.res, resources[at] ?? parseContent(row.content));
    if (options.follow === false) break;
    next = [...new Set(resources.flatMap(leadsOn))].filter(
      (key): key is string => key !== undefined && !asked.has(key),
    );
  }
  return inOrder(found, caseRef);
}

/** In the order of writing; empty when the case itself is not among them. `found` is by number of the resource. */
export function inOrder(found: ReadonlyMap<string, JsonObject>, caseRef: string): readonly JsonObject[] {
  const ordered = [...found.entries()].sort(([a], [b]) => Number(a) - Number(b));
  const resources = ordered.map(([, resource]) => resource);
  const isThere = resources.some(({ resourceType, id }) => `${resourceType}/${String(id)}` === caseRef);
  return isThere ? resources : [];
}

/** See `Records.caseStamps`. */
export async function readCaseStamps(
  context: RecordsContext,
  cases: readonly CasePlace[],
  types: readonly string[],
  tx?: Asker,
): Promise<readonly string[]> {
  if (cases.length === 0) return [];
  const run = tx?.query ?? context.query;
  const keys = cases.map((one) => `{${[...new Set([one.case, ...one.near])].map(hash64).join(',')}}`);
  const numbers = types.map((type) => context.types.number(type));
  const rows = await run<{ stamp: string }>(
    `select records_near_stamp(a.keys::int8[], $2::int2, $3::int2[]) as stamp
     from unnest($1::text[]) with ordinality as a (keys, place) order by a.place`,
    [keys, context.types.number('RelatedPerson'), `{${numbers.join(',')}}`],
    'records-near-stamps',
  );
  return rows.map(({ stamp }) => stamp);
}
