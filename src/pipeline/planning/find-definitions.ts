// Where is the definition a canonical names? In the store; of several versions the one asked for, else the newest that is active.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanDefinition } from '@medplum/fhirtypes';
import { GatewayError } from '../../domain/failure.ts';
import { shippedProfiles } from '../../fhir/profiles.ts';
import { canonicalsOf } from '../../pathway/definitions/canonicals.ts';
import { type Definition, readDefinition } from '../../pathway/definitions/definition.ts';
import type { StoredResource } from '../../store/records/types.ts';
import { CANONICAL } from '../canonical.ts';
import type { Ports as AllPorts } from '../ports.ts';

type Ports = Pick<AllPorts, 'store'>;

/** The plan to apply: itself, or where it is. */
export type PlanSource =
  | { readonly kind: 'inline'; readonly resource: object }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'url'; readonly canonical: string }
  | { readonly kind: 'identifier'; readonly token: string };

const TYPES = ['ActivityDefinition', 'PlanDefinition', 'Questionnaire'] as const;
/** Versions of one canonical that are looked through. */
const VERSIONS = 100;
/** Plans in plans, at most: what is deeper leads in a circle. */
const ROUNDS = 16;

/** The stored plan of a question; LENKE_NOT_FOUND when there is none. */
export async function storedPlan(
  source: Exclude<PlanSource, { kind: 'inline' }>,
  ports: Ports,
): Promise<object> {
  const found = await findPlan(source, ports);
  if (!found) throw new GatewayError('LENKE_NOT_FOUND', { type: 'PlanDefinition', expression: 'http.url' });
  return found;
}

async function findPlan(
  source: Exclude<PlanSource, { kind: 'inline' }>,
  ports: Ports,
): Promise<object | undefined> {
  switch (source.kind) {
    case 'id': {
      const stored = await ports.store.records.read('PlanDefinition', source.id);
      if (stored?.deleted === true)
        throw new GatewayError('LENKE_DELETED', { type: 'PlanDefinition', expression: 'http.url' });
      return stored && parsed(stored);
    }
    case 'url':
      return byCanonical('PlanDefinition', source.canonical, ports);
    case 'identifier':
      return best(await storedUnder('PlanDefinition', 'identifier', source.token, ports), undefined);
  }
}

/** Everything a plan leans on, read before it is applied; what is not found is told by whoever applies it. */
export async function findDefinitions(
  plan: PlanDefinition,
  ports: Ports,
): Promise<(canonical: string) => Definition | undefined> {
  const found = new Map<string, Definition | undefined>();
  let next: readonly string[] = canonicalsOf(plan);
  for (let round = 0; round < ROUNDS && next.length > 0; round += 1) {
    const read = await Promise.all(
      next.map(async (canonical) => [canonical, await find(canonical, ports)] as const),
    );
    for (const [canonical, definition] of read) found.set(canonical, definition);
    const named = read.flatMap(([, definition]) => (definition ? canonicalsOf(definition) : []));
    next = [...new Set(named)].filter((canonical) => !found.has(canonical));
  }
  return (canonical) => found.get(canonical);
}

async function find(canonical: string, ports: Ports): Promise<Definition | undefined> {
  for (const type of TYPES) {
    const resource = await byCanonical(type, canonical, ports);
    if (resource) return readDefinition(resource);
  }
  return readDefinition(shippedQuestionnaire(canonical));
}

async function byCanonical(type: string, canonical: string, ports: Ports): Promise<object | undefined> {
  const [url = '', version] = canonical.split('|');
  return best(await storedUnder(type, 'url', url, ports), version);
}

async function storedUnder(
  type: string,
  parameter: string,
  value: string,
  ports: Ports,
): Promise<readonly object[]> {
  const { matches } = await ports.store.records.search({
    type,
    criteria: [{ parameter, values: [value] }],
    includes: [],
    sort: [],
    count: VERSIONS,
  });
  return matches
    .map(({ stored: one }) => one)
    .toSorted((one, other) => other.updated.getTime() - one.updated.getTime())
    .map(parsed);
}

function parsed({ content }: StoredResource): object {
  return JSON.parse(content) as object;
}

function best(found: readonly object[], version: string | undefined): object | undefined {
  const wanted = found.filter((one) => version === undefined || Reflect.get(one, 'version') === version);
  return wanted.find((one) => Reflect.get(one, 'status') === 'active') ?? wanted[0];
}

/** The forms that come with the gateway are not stored: they are read where the validator has them from. */
function shippedQuestionnaire(canonical: string): unknown {
  const id = new RegExp(`^${CANONICAL}/Questionnaire/([a-z0-9-]+)(?:\\|.*)?$`).exec(canonical)?.[1];
  if (id === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(join(shippedProfiles().directory, `Questionnaire-${id}.json`), 'utf8'));
  } catch {
    return undefined;
  }
}
