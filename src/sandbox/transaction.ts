// How does a pretend system take a transaction? All entries or none, as R4 http.html#transaction says.

import { GatewayError } from '../domain/failure.ts';
import { isObject, isResource, items, text } from '../domain/json.ts';
import type { Json } from '../exchange/contract.ts';
import { matchOne } from './search.ts';
import { newId, type SandboxStore, type Stored } from './store.ts';

/** What to do with one entry, once its target is known. */
interface Step {
  readonly kind: 'create' | 'keep' | 'update' | 'delete';
  readonly type: string;
  readonly id: string;
  readonly fullUrl: string | undefined;
  /** `Type?…` under which it is created or updated. */
  readonly condition: string | undefined;
  readonly resource: Json | undefined;
}

/** What came of it: the answer Bundle, and the resources that are new or changed. */
export interface Taken {
  readonly response: Json;
  readonly written: readonly Stored[];
}

const REFERENCE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/;
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.+)$/;

function refuse(expression: string, reason: string): never {
  throw new GatewayError('LENKE_ENTRY_REQUEST', { expression, reason });
}

type Target = Pick<Step, 'kind' | 'type' | 'id' | 'condition'>;

/** `Type` or `Type?condition`: the one match, or a new resource. */
function planCondition(store: SandboxStore, url: string, found: 'keep' | 'update', place: string): Target {
  const [, type, condition] = CONDITIONAL.exec(url) ?? [];
  if (type === undefined || condition === undefined) return refuse(place, 'url');
  const match = matchOne(store, type, condition, place);
  return match
    ? { kind: found, type, id: match.resource.id, condition: url }
    : { kind: 'create', type, id: newId(), condition: url };
}

function planPost(store: SandboxStore, url: string, ifNoneExist: string | undefined, place: string): Target {
  if (ifNoneExist !== undefined) return planCondition(store, `${url}?${ifNoneExist}`, 'keep', place);
  return { kind: 'create', type: url, id: newId(), condition: undefined };
}

function planPut(store: SandboxStore, url: string, place: string): Target {
  const [, type, id] = REFERENCE.exec(url) ?? [];
  if (type === undefined || id === undefined) return planCondition(store, url, 'update', place);
  return { kind: store.read(type, id) ? 'update' : 'create', type, id, condition: undefined };
}

function planDelete(url: string, place: string): Target {
  const [, type = '', id = ''] = REFERENCE.exec(url) ?? refuse(place, 'url');
  return { kind: 'delete', type, id, condition: undefined };
}

function planEntry(store: SandboxStore, entry: unknown, at: number): Step {
  const place = `Bundle.entry[${at}].request`;
  const request = isObject(entry) ? entry['request'] : undefined;
  if (!isObject(entry) || !isObject(request)) return refuse(place, 'missing');
  const url = text(request['url']) ?? refuse(place, 'url');
  const plans: Readonly<Record<string, () => Target>> = {
    POST: () => planPost(store, url, text(request['ifNoneExist']), place),
    PUT: () => planPut(store, url, place),
    DELETE: () => planDelete(url, place),
  };
  const target = plans[text(request['method']) ?? '']?.() ?? refuse(place, 'method');
  const resource = isResource(entry['resource']) ? entry['resource'] : undefined;
  if (target.kind !== 'delete' && resource?.resourceType !== target.type)
    refuse(place, 'url and resource differ');
  return { ...target, fullUrl: text(entry['fullUrl']), resource };
}

/** Rewrites references to what they become here; one that leads nowhere breaks the whole transaction. */
function resolve(
  value: unknown,
  links: ReadonlyMap<string, string>,
  store: SandboxStore,
  place: string,
): unknown {
  if (Array.isArray(value)) return value.map((item) => resolve(item, links, store, place));
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    copy[key] =
      key === 'reference' && typeof item === 'string'
        ? resolveReference(item, links, store, place)
        : resolve(item, links, store, place);
  }
  return copy;
}

function resolveReference(
  reference: string,
  links: ReadonlyMap<string, string>,
  store: SandboxStore,
  place: string,
): string {
  const linked = links.get(reference);
  if (linked !== undefined) return linked;
  if (reference.startsWith('#') || /^https?:/.test(reference)) return reference;
  const [, type, id] = REFERENCE.exec(reference) ?? [];
  if (type !== undefined && id !== undefined && store.read(type, id)) return reference;
  const [, wanted, condition] = CONDITIONAL.exec(reference) ?? [];
  const match = wanted && condition ? matchOne(store, wanted, condition, place) : undefined;
  if (!match) throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression: place });
  return `${match.resource.resourceType}/${match.resource.id}`;
}

function refuseOverlap(steps: readonly Step[]): void {
  const targets = steps.map(({ type, id }) => `${type}/${id}`);
  const double = targets.findIndex((target, at) => targets.indexOf(target) !== at);
  if (double >= 0) refuse(`Bundle.entry[${double}]`, 'the same resource twice');
  // Two creations under one condition would both find nothing: identities in a transaction must not overlap.
  const conditions = steps.map(({ condition }) => condition).filter((condition) => condition !== undefined);
  if (new Set(conditions).size < conditions.length) refuse('Bundle.entry', 'one condition in two entries');
}

function answer(step: Step, stored: Stored | undefined): object {
  const status = { create: '201 Created', keep: '200 OK', update: '200 OK', delete: '204 No Content' }[
    step.kind
  ];
  return {
    response: {
      status,
      ...(stored && {
        location: `${step.type}/${step.id}/_history/${stored.version}`,
        etag: `W/"${stored.version}"`,
        lastModified: stored.lastUpdated,
      }),
    },
  };
}

function run(
  store: SandboxStore,
  step: Step,
  at: number,
  links: ReadonlyMap<string, string>,
): Stored | undefined {
  if (step.kind === 'keep') return store.read(step.type, step.id);
  if (step.kind === 'delete') {
    store.remove(step.type, step.id);
    return undefined;
  }
  const place = `Bundle.entry[${at}].resource`;
  // A document keeps its own references: they point into itself.
  const body = step.type === 'Bundle' ? step.resource : resolve(step.resource, links, store, place);
  return isResource(body) ? store.write(body, step.id) : undefined;
}

/** Takes a transaction Bundle; throws a GatewayError and leaves nothing behind when an entry cannot be done. */
export function takeTransaction(store: SandboxStore, bundle: Json): Taken {
  if (bundle['type'] !== 'transaction' && bundle['type'] !== 'batch') {
    throw new GatewayError('LENKE_BUNDLE_TYPE', {
      type: text(bundle['type']) ?? '',
      expected: 'transaction',
    });
  }
  return store.atomically(() => {
    const steps = items(bundle['entry']).map((entry, at) => planEntry(store, entry, at));
    refuseOverlap(steps);
    const links = new Map(
      steps.flatMap(({ fullUrl, type, id }) =>
        fullUrl === undefined ? [] : [[fullUrl, `${type}/${id}`] as const],
      ),
    );
    // References may point forward: make the targets known first, then write what really comes.
    for (const { kind, type, id } of steps)
      if (kind === 'create') links.set(`${type}/${id}`, `${type}/${id}`);
    const stored = steps.map((step, at) => run(store, step, at, links));
    const written = stored.filter((one, at) => one !== undefined && steps[at]?.kind !== 'keep');
    return {
      response: {
        resourceType: 'Bundle',
        id: newId(),
        type: 'transaction-response',
        entry: steps.map((step, at) => answer(step, stored[at])),
      },
      written: written.filter((one) => one !== undefined),
    };
  });
}
