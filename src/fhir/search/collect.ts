// What stands at a path? Walks a resource along compiled steps, through lists, and gathers the values.

import { isObject } from '../../domain/json.ts';
import type { Path, Step } from './expression.ts';

/** A node of a resource's JSON: numbers may be `JSON.rawJSON`. */
export type Json = unknown;

/** Type of the thing a Reference names: from its literal reference, or from `type` when it is only logical. */
export function referencedType(value: Json): string | undefined {
  if (!isObject(value)) return undefined;
  const literal = typeof value['reference'] === 'string' ? value['reference'] : '';
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(
    literal,
  );
  if (match?.[1] !== undefined) return match[1];
  return typeof value['type'] === 'string' ? value['type'] : undefined;
}

function capital(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

/** Data types a choice element can take; longer element names that merely begin alike are no choices. */
const CHOICE = new Set(
  `Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Markdown Oid PositiveInt String Time
   UnsignedInt Uri Url Uuid Address Age Annotation Attachment CodeableConcept Coding ContactPoint Count Distance Duration
   HumanName Identifier Money Period Quantity Range Ratio Reference SampledData Signature Timing Dosage Meta Expression
   UsageContext`.split(/\s+/),
);

function choices(node: Readonly<Record<string, Json>>, name: string): Json[] {
  const key = (candidate: string): boolean =>
    candidate.startsWith(name) && CHOICE.has(candidate.slice(name.length));
  return Object.keys(node)
    .filter(key)
    .map((found) => node[found]);
}

function named(
  node: Json,
  step: Step & { kind: 'name' },
  next: Step | undefined,
): { values: Json[]; skip: number } {
  if (!isObject(node)) return { values: [], skip: 1 };
  if (next?.kind === 'as' && step.any) {
    const concrete = node[step.name + capital(next.type)];
    return concrete === undefined ? { values: [node[step.name]], skip: 1 } : { values: [concrete], skip: 2 };
  }
  // The extensions of a primitive stand beside it (`_district`).
  if (next?.kind === 'extension' && isObject(node[`_${step.name}`]))
    return { values: [node[`_${step.name}`]], skip: 1 };
  const value = node[step.name];
  if (value !== undefined || !step.any) return { values: [value], skip: 1 };
  return { values: choices(node, step.name), skip: 1 };
}

/** What stands at plain names below a node, through lists. */
function below(node: Json, names: readonly string[]): readonly Json[] {
  return names.reduce<readonly Json[]>(
    (nodes, name) => nodes.flatMap((one) => (isObject(one) ? [one[name]].flat() : [])),
    [node],
  );
}

function has(node: Json, { path, property, value, without }: Step & { kind: 'having' }): boolean {
  const there = below(node, path).some((found) => isObject(found) && found[property] === value);
  return there && (without === undefined || below(node, without).every((found) => found === undefined));
}

function passes(node: Json, step: Step): boolean {
  if (step.kind === 'where') return isObject(node) && node[step.property] === step.value;
  if (step.kind === 'having') return has(node, step);
  if (step.kind === 'resolves') return referencedType(node) === step.type;
  if (step.kind === 'as') return isObject(node) && node['resourceType'] === step.type;
  return true;
}

function extensions(node: Json, url: string): Json[] {
  const list = isObject(node) ? node['extension'] : undefined;
  return Array.isArray(list) ? list.filter((item: Json) => isObject(item) && item['url'] === url) : [];
}

/** Adds what stands at the rest of a path. `found` is made with its first value: most parameters have none. */
function walk(node: Json, path: Path, at: number, found: Json[] | undefined): Json[] | undefined {
  if (node === undefined || node === null) return found;
  const step = path[at];
  if (Array.isArray(node)) {
    if (step?.kind === 'index') return walk(node[step.index], path, at + 1, found);
    return walkAll(node, path, at, found);
  }
  if (step === undefined) return added(found, node);
  if (step.kind === 'name') {
    // The ordinary step: an element by its own name.
    if (!step.any && path[at + 1]?.kind !== 'extension')
      return isObject(node) ? walk(node[step.name], path, at + 1, found) : found;
    const { values, skip } = named(node, step, path[at + 1]);
    return walkAll(values, path, at + skip, found);
  }
  if (step.kind === 'extension') return walkAll(extensions(node, step.url), path, at + 1, found);
  if (step.kind === 'is-true') return node === false ? found : added(found, true);
  return passes(node, step) ? walk(node, path, at + 1, found) : found;
}

function walkAll(
  nodes: readonly Json[],
  path: Path,
  at: number,
  found: Json[] | undefined,
): Json[] | undefined {
  let all = found;
  for (const node of nodes) all = walk(node, path, at, all);
  return all;
}

function added(found: Json[] | undefined, value: Json): Json[] {
  if (!found) return [value];
  found.push(value);
  return found;
}

const NOTHING: readonly Json[] = [];

/** Values at any of the paths, in the order of the paths. The paths start inside the resource (no type name). */
export function collect(resource: Json, paths: readonly Path[]): readonly Json[] {
  let found: Json[] | undefined;
  for (const path of paths) found = walk(resource, path, 0, found);
  return found ?? NOTHING;
}
