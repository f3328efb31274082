// What does a pretend system hold? FHIR resources in memory, found by id, identifier or tag.

import { randomUUID } from 'node:crypto';
import { GatewayError } from '../domain/failure.ts';
import { isObject, objects } from '../domain/json.ts';
import type { Json } from '../exchange/contract.ts';
import { tokensOf } from '../exchange/fhir/identify.ts';
import { PERSON_SYSTEM } from './parts.ts';

/** A resource as stored: with id and version. */
export interface Stored {
  readonly resource: Json & { readonly id: string };
  readonly version: number;
  readonly lastUpdated: string;
}

/** The resources of one system. */
export interface SandboxStore {
  read(type: string, id: string): Stored | undefined;
  /** All of a type, oldest first. */
  list(type: string): readonly Stored[];
  /** Those that hold a token: `identifier` or `_tag`. */
  holders(
    type: string,
    parameter: 'identifier' | '_tag',
    system: string | undefined,
    value: string,
  ): readonly Stored[];
  /** Writes; a new id makes version 1. */
  write(resource: Json, id: string): Stored;
  remove(type: string, id: string): void;
  /** Runs `work`; when it throws, everything it wrote is undone. */
  atomically<T>(work: () => T): T;
  /** How many resources hold each identifier: `Type|system|value` → count. */
  identifiers(): Readonly<Record<string, number>>;
  count(): number;
  clear(): void;
}

/** A new id of the server's own. */
export function newId(): string {
  return randomUUID();
}

function tokens(resource: Json): readonly (readonly ['identifier' | '_tag', string, string])[] {
  const meta = resource['meta'];
  const tags = objects(isObject(meta) ? meta['tag'] : undefined);
  return [
    ...tokensOf(resource).map(({ system, value }) => ['identifier', system, value] as const),
    ...tags.map(({ system, code }) => ['_tag', String(system), String(code)] as const),
  ];
}

function keys(resource: Json): readonly string[] {
  return tokens(resource).flatMap(([parameter, system, value]) => [
    `${resource.resourceType} ${parameter} ${system}|${value}`,
    `${resource.resourceType} ${parameter} |${value}`,
  ]);
}

/** An empty store. */
export function createStore(now: () => Date): SandboxStore {
  const types = new Map<string, Map<string, Stored>>();
  const index = new Map<string, Set<string>>();
  const undo: (() => void)[] = [];
  let isRecording = false;

  function put(type: string, id: string, stored: Stored | undefined): void {
    const held = types.get(type) ?? new Map<string, Stored>();
    types.set(type, held);
    const before = held.get(id);
    for (const key of before ? keys(before.resource) : []) index.get(key)?.delete(id);
    if (stored) held.set(id, stored);
    else held.delete(id);
    for (const key of stored ? keys(stored.resource) : []) {
      const ids = index.get(key) ?? new Set();
      index.set(key, ids.add(id));
    }
    if (isRecording) undo.push(() => put(type, id, before));
  }

  const read = (type: string, id: string) => types.get(type)?.get(id);
  return {
    read,
    list: (type) => [...(types.get(type)?.values() ?? [])],
    holders: (type, parameter, system, value) =>
      [...(index.get(`${type} ${parameter} ${system ?? ''}|${value}`) ?? [])]
        .map((id) => read(type, id))
        .filter((stored) => stored !== undefined),
    write(resource, id) {
      const version = (read(resource.resourceType, id)?.version ?? 0) + 1;
      const lastUpdated = now().toISOString();
      const meta = isObject(resource['meta']) ? resource['meta'] : {};
      const stored: Stored = {
        resource: { ...resource, id, meta: { ...meta, versionId: String(version), lastUpdated } },
        version,
        lastUpdated,
      };
      put(resource.resourceType, id, stored);
      return stored;
    },
    remove: (type, id) => put(type, id, undefined),
    atomically(work) {
      isRecording = true;
      try {
        return work();
      } catch (error) {
        isRecording = false;
        for (const step of undo.toReversed()) step();
        throw error;
      } finally {
        isRecording = false;
        undo.length = 0;
      }
    },
    identifiers: () => countIdentifiers(types),
    count: () => [...types.values()].reduce((sum, held) => sum + held.size, 0),
    clear() {
      types.clear();
      index.clear();
    },
  };
}

function countIdentifiers(types: ReadonlyMap<string, ReadonlyMap<string, Stored>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const held of types.values()) {
    for (const { resource } of held.values()) {
      for (const [parameter, system, value] of tokens(resource)) {
        // One mother is the related person of each of her children: her number is not theirs to be unique.
        const isRelated = resource.resourceType === 'RelatedPerson' && system === PERSON_SYSTEM;
        if (parameter === '_tag' || isRelated) continue;
        const key = `${resource.resourceType}|${system}|${value}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
  }
  return counts;
}

/** A resource that must be there. */
export function mustRead(store: SandboxStore, type: string, id: string): Stored {
  const stored = store.read(type, id);
  if (!stored) throw new GatewayError('LENKE_NOT_FOUND', { type });
  return stored;
}
