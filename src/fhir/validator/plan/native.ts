// Which invariants of R4 are written by hand, because they run on every element or every resource?

import { isObject } from '../../../domain/json.ts';
import { compareTemporal } from '../../fhirpath/temporal.ts';
import type { Json } from '../definitions.ts';
import type { Run } from '../run.ts';

/** Says whether the invariant holds. */
export type NativeInvariant = (value: Json, run: Run) => boolean;

/** ele-1 and the htmlChecks are checked where elements and narratives are read, with better places. */
export const STRUCTURAL: ReadonlySet<string> = new Set([
  'hasValue() or (children().count() > id.count())',
  'htmlChecks()',
]);

function listOf(value: Json, key: string): readonly Json[] {
  const list = value[key];
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function hasValueX(value: Json): boolean {
  for (const key in value) if (key.startsWith('value') || key.startsWith('_value')) return true;
  return false;
}

function metaOf(contained: Json): Json | undefined {
  const meta = contained['meta'];
  return isObject(meta) ? meta : undefined;
}

/** per-1 as FHIRPath has it: when different precision leaves the order open, it is not shown to hold. */
function periodInOrder({ start, end }: Json): boolean {
  if (typeof start !== 'string' || typeof end !== 'string') return true;
  const sign = compareTemporal(start, end);
  return sign !== undefined && sign <= 0;
}

/** ref-1: `#id` is in the same resource, or in the one that contains it; `#` alone is the container. */
function localReference(value: Json, run: Run): boolean {
  const reference = value['reference'];
  if (typeof reference !== 'string' || !reference.startsWith('#') || reference === '#') return true;
  const id = reference.slice(1);
  const { resource, root } = run.current();
  return [resource, root].some((one) => listOf(one, 'contained').some((contained) => contained['id'] === id));
}

function collectLocal(value: unknown, into: Set<string>, depth = 0): void {
  if (typeof value === 'string') {
    if (value.startsWith('#')) into.add(value);
  } else if (typeof value === 'object' && value !== null && depth < 200) {
    for (const item of Object.values(value)) collectLocal(item, into, depth + 1);
  }
}

/** dom-3: every contained resource is referred to, or refers to its container. */
function containedReferenced(value: Json): boolean {
  const contained = listOf(value, 'contained');
  if (contained.length === 0) return true;
  const references = new Set<string>();
  collectLocal(value, references);
  return contained.every((one) => {
    if (references.has(`#${String(one['id'])}`)) return true;
    const own = new Set<string>();
    collectLocal(one, own);
    return own.has('#');
  });
}

/** bdl-7: fullUrl and version together name an entry once. */
function distinctEntries(bundle: Json): boolean {
  if (bundle['type'] === 'history') return true;
  const seen = new Set<string>();
  for (const entry of listOf(bundle, 'entry')) {
    const fullUrl = entry['fullUrl'];
    if (typeof fullUrl !== 'string') continue;
    const resource = entry['resource'];
    const version = isObject(resource) ? metaOf(resource)?.['versionId'] : undefined;
    const name = `${fullUrl} ${typeof version === 'string' ? version : ''}`;
    if (seen.has(name)) return false;
    seen.add(name);
  }
  return true;
}

function firstIs(bundle: Json, type: string): boolean {
  const resource = listOf(bundle, 'entry')[0]?.['resource'];
  return isObject(resource) && resource['resourceType'] === type;
}

function hasText(value: unknown, key: string): boolean {
  return isObject(value) && value[key] !== undefined;
}

const REQUESTS: ReadonlySet<unknown> = new Set(['batch', 'transaction', 'history']);
const RESPONSES: ReadonlySet<unknown> = new Set(['batch-response', 'transaction-response', 'history']);

function entriesHave(bundle: Json, key: string, types: ReadonlySet<unknown>): boolean {
  const wanted = types.has(bundle['type']);
  return listOf(bundle, 'entry').every((entry) => (entry[key] !== undefined) === wanted);
}

function unless(type: string, holds: NativeInvariant): NativeInvariant {
  return (bundle, run) => bundle['type'] !== type || holds(bundle, run);
}

/**
 * By the text of the expression, so that a profile that writes the same rule gets it too. ref-1 and dom-3 must be here:
 * strict FHIRPath makes ref-1 empty, and so a fault, for every logical reference.
 */
export const NATIVE: ReadonlyMap<string, NativeInvariant> = new Map<string, NativeInvariant>([
  // que-12 says more than one; its expression says more than two, corrected in R4B.
  [
    'enableWhen.count() > 2 implies enableBehavior.exists()',
    (v) => listOf(v, 'enableWhen').length < 2 || v['enableBehavior'] !== undefined,
  ],
  ['extension.exists() != value.exists()', (v) => (v['extension'] !== undefined) !== hasValueX(v)],
  [
    'contained.contained.empty()',
    (v) => listOf(v, 'contained').every((one) => one['contained'] === undefined),
  ],
  [
    'contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()',
    (v) =>
      listOf(v, 'contained').every(
        (one) => metaOf(one)?.['versionId'] === undefined && metaOf(one)?.['lastUpdated'] === undefined,
      ),
  ],
  [
    'contained.meta.security.empty()',
    (v) => listOf(v, 'contained').every((one) => metaOf(one)?.['security'] === undefined),
  ],
  ['text.`div`.exists()', (v) => hasText(v['text'], 'div')],
  ['start.hasValue().not() or end.hasValue().not() or (start <= end)', periodInOrder],
  ['code.empty() or system.exists()', (v) => v['code'] === undefined || v['system'] !== undefined],
  ['value.empty() or system.exists()', (v) => v['value'] === undefined || v['system'] !== undefined],
  ['(answer.exists() and item.exists()).not()', (v) => v['answer'] === undefined || v['item'] === undefined],
  [
    "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))",
    localReference,
  ],
  ['detail.empty() or reference.empty()', (v) => v['detail'] === undefined || v['reference'] === undefined],
  ['data.empty() or contentType.exists()', (v) => v['data'] === undefined || v['contentType'] !== undefined],
  [
    "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical) | %resource.descendants().as(uri) | %resource.descendants().as(url))) or descendants().where(reference = '#').exists() or descendants().where(as(canonical) = '#').exists() or descendants().where(as(canonical) = '#').exists()).not()).trace('unmatched', id).empty()",
    containedReferenced,
  ],
  [
    "total.empty() or (type = 'searchset') or (type = 'history')",
    (v) => v['total'] === undefined || v['type'] === 'searchset' || v['type'] === 'history',
  ],
  [
    "entry.search.empty() or (type = 'searchset')",
    (v) => v['type'] === 'searchset' || listOf(v, 'entry').every((one) => one['search'] === undefined),
  ],
  [
    "(type = 'history') or entry.where(fullUrl.exists()).select(fullUrl&resource.meta.versionId).isDistinct()",
    distinctEntries,
  ],
  [
    "type = 'document' implies (identifier.system.exists() and identifier.value.exists())",
    unless('document', (v) => hasText(v['identifier'], 'system') && hasText(v['identifier'], 'value')),
  ],
  [
    "type = 'document' implies (timestamp.hasValue())",
    unless('document', (v) => v['timestamp'] !== undefined),
  ],
  [
    "type = 'document' implies entry.first().resource.is(Composition)",
    unless('document', (v) => firstIs(v, 'Composition')),
  ],
  [
    "type = 'message' implies entry.first().resource.is(MessageHeader)",
    unless('message', (v) => firstIs(v, 'MessageHeader')),
  ],
  [
    "entry.all(request.exists() = (%resource.type = 'batch' or %resource.type = 'transaction' or %resource.type = 'history'))",
    (v) => entriesHave(v, 'request', REQUESTS),
  ],
  [
    "entry.all(response.exists() = (%resource.type = 'batch-response' or %resource.type = 'transaction-response' or %resource.type = 'history'))",
    (v) => entriesHave(v, 'response', RESPONSES),
  ],
  [
    'resource.exists() or request.exists() or response.exists()',
    (v) => v['resource'] !== undefined || v['request'] !== undefined || v['response'] !== undefined,
  ],
  [
    "fullUrl.contains('/_history/').not()",
    (v) => typeof v['fullUrl'] !== 'string' || !v['fullUrl'].includes('/_history/'),
  ],
]);
