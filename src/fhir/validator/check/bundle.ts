// Do the entries of a bundle fit its type and each other?

import { isObject } from '../../../domain/json.ts';
import { objectsOf, textOf, type Json } from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';
import { linksOf } from './resolve.ts';

const ENTRY: Step = { key: 'entry', path: 'entry' };
const FULL_URL: Step = { key: 'fullUrl', path: 'fullUrl' };
const REQUEST: Step = { key: 'request', path: 'request' };
const RESOURCE: Step = { key: 'resource', path: 'resource' };

interface Entry {
  readonly json: Json;
  readonly resource: Json | undefined;
  readonly place: Place;
}

interface Context {
  readonly plans: Plans;
  readonly bundle: Json;
  readonly type: string;
  readonly run: Run;
}

const RESTFUL = /\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/;

/** Types whose entries say what they are; in a transaction they may be new, in a response they may be outcomes. */
const IDENTIFIED: ReadonlySet<string> = new Set([
  'document',
  'message',
  'searchset',
  'history',
  'collection',
]);

function checkFullUrl({ plans, type, run }: Context, { json, resource, place }: Entry): void {
  const fullUrl = textOf(json, 'fullUrl');
  if (fullUrl === undefined) {
    if (resource && IDENTIFIED.has(type)) run.report('bundle-full-url', place, { type });
    return;
  }
  const at = new Place(place, FULL_URL);
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(fullUrl)) {
    run.report('bundle-full-url-relative', at);
    return;
  }
  const [, urlType, urlId] = RESTFUL.exec(fullUrl) ?? [];
  if (!resource || urlType === undefined || !plans.library.types().has(urlType)) return;
  const { id, resourceType } = resource;
  if (resourceType !== urlType || (id !== undefined && id !== urlId)) run.report('bundle-full-url-id', at);
}

/** bdl-11 and bdl-12 say it in words; a first entry without a resource would pass them by. */
function checkFirst({ type, run }: Context, first: Entry | undefined, place: Place): void {
  const expected = type === 'document' ? 'Composition' : 'MessageHeader';
  if (type !== 'document' && type !== 'message') return;
  if (first?.resource?.['resourceType'] !== expected)
    run.report('bundle-first-entry', place, { type, expected });
}

function checkRequest({ type, run }: Context, { json, resource, place }: Entry): void {
  const request = json['request'];
  if ((type !== 'transaction' && type !== 'batch') || !isObject(request)) return;
  const { method, url } = request;
  const needs = method === 'POST' || method === 'PUT';
  const isOperation = typeof url === 'string' && url.includes('$');
  const urlType =
    typeof url === 'string' ? /^(?:https?:\/\/.*\/)?([A-Z][A-Za-z]+)(?:[/?]|$)/.exec(url)?.[1] : undefined;
  const wrongType =
    needs && !isOperation && resource && urlType !== undefined && urlType !== resource['resourceType'];
  const missing = needs && !isOperation && !resource;
  if (wrongType === true || missing) run.report('bundle-request', new Place(place, REQUEST));
}

/** The types a searchset was asked for in its self link. */
function askedTypes(bundle: Json): readonly string[] {
  const self = objectsOf(bundle, 'link').find((one) => one['relation'] === 'self');
  const url = self && textOf(self, 'url');
  const types = url === undefined ? undefined : /[?&]_type=([^&]*)/.exec(url)?.[1];
  if (types !== undefined) return types.split(/,|%2C/i);
  const one = url === undefined ? undefined : /(?:^|\/)([A-Z][A-Za-z]+)(?:\?|$)/.exec(url)?.[1];
  return one === undefined ? [] : [one];
}

function checkSearch({ plans, bundle, type, run }: Context, entries: readonly Entry[]): void {
  if (type !== 'searchset') return;
  const asked = new Set(askedTypes(bundle));
  for (const { json, resource, place } of entries) {
    if (!resource) {
      run.report('bundle-entry-resource', place, { type });
      continue;
    }
    const mode = isObject(json['search']) ? json['search']['mode'] : undefined;
    const isOutcome = resource['resourceType'] === 'OperationOutcome';
    const at = new Place(place, RESOURCE);
    if (!isOutcome && resource['id'] === undefined) run.report('bundle-search-id', at);
    if ((mode === 'outcome') !== isOutcome && mode !== undefined) run.report('bundle-search-mode', at);
    const isMatch = mode === undefined || mode === 'match';
    if (isMatch && !isOutcome && asked.size > 0 && !asked.has(String(resource['resourceType']))) {
      run.report('bundle-search-type', at, {
        expected: [...asked].filter((one) => plans.library.types().has(one)).join(' or '),
      });
    }
  }
}

/** Entries no chain of references, in either direction, joins to the first one: they are no part of the document. */
function checkReachable({ bundle, type, run }: Context, entries: readonly Entry[]): void {
  if (type !== 'document' && type !== 'message') return;
  const links = linksOf(bundle, run);
  const first = entries[0]?.resource;
  if (!first) return;
  const reached = new Set<Json>([first]);
  for (const one of reached) for (const next of links.get(one) ?? []) reached.add(next);
  for (const { resource, place } of entries) {
    if (resource && !reached.has(resource))
      run.report('bundle-unreachable', place, {}, type === 'document' ? 'error' : 'warning');
  }
}

/** The rules of a Bundle by its type. Runs after its entries: their references have been followed by then. */
export function checkBundle(plans: Plans, bundle: Json, place: Place, run: Run): void {
  const list = bundle['entry'];
  const entries = (Array.isArray(list) ? list : []).flatMap((json: unknown, i): Entry[] => {
    if (!isObject(json)) return [];
    return [
      {
        json,
        resource: isObject(json['resource']) ? json['resource'] : undefined,
        place: new Place(place, ENTRY, i),
      },
    ];
  });
  const context: Context = { plans, bundle, type: textOf(bundle, 'type') ?? '', run };
  checkFirst(context, entries[0], place);
  for (const entry of entries) {
    checkFullUrl(context, entry);
    checkRequest(context, entry);
  }
  checkSearch(context, entries);
  checkReachable(context, entries);
}
