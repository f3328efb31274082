// What of a resource may go? Cuts out parts, references to what stays behind, and protected addresses. Only security labels are added.

import type { ContentItem } from '../domain/delivery.ts';
import type { PermittedDelivery } from '../domain/verdict.ts';
import { isExactObject } from '../domain/json.ts';
import type { CasePersons, Classify, FhirResource } from './classify.ts';
import { partConcernsOf } from './concerns.ts';
import { label } from './label.ts';
import { MASKED } from './mask.ts';
import { namesOf, withoutVersion } from './names.ts';

/** An item that may go, with its content. */
export interface Kept {
  readonly item: ContentItem;
  readonly resource: FhirResource;
}

/** What redaction needs to know of the case. */
export interface RedactContext {
  readonly classify: Classify;
  readonly persons: CasePersons;
  /** True when somebody of the case has a protected address: nobody's address goes (D-10, DT-13). */
  readonly addressProtected: boolean;
}

/** A redacted resource; `cut` says that something was removed, so it must be shown to be valid still. */
export interface Redacted {
  readonly item: ContentItem;
  readonly resource: FhirResource;
  readonly cut: boolean;
  /** The same before it was labelled: labels name nothing. */
  readonly told: FhirResource;
}

/** The content as it may leave. Doing it twice gives the same as doing it once. */
export function redact(
  permitted: PermittedDelivery,
  kept: readonly Kept[],
  context: RedactContext,
): readonly Redacted[] {
  const { protectedAddress } = context.classify;
  const going = new Set<string>(kept.map(({ item }) => item.reference));
  const cuts: Cuts = {
    behind: new Set(
      permitted.delivery.content
        .map(({ reference }) => reference)
        .filter((reference) => !going.has(reference)),
    ),
    remove: new Set(context.addressProtected ? protectedAddress.remove : []),
    persons: new Set(protectedAddress.types),
  };
  return dropUnnamed(kept.map((one) => redactOne(permitted, one, cuts, context)));
}

function redactOne(
  permitted: PermittedDelivery,
  { item, resource }: Kept,
  cuts: Cuts,
  context: RedactContext,
): Redacted {
  const { classify, addressProtected } = context;
  const knife: Knife = { ...cuts, nodes: nodesNotGoing(permitted, { item, resource }, context) };
  const isPerson = cuts.persons.has(resource.resourceType);
  const cutOut = isUncut(resource, knife) ? resource : (cut(resource, knife, isPerson) as FhirResource);
  // A narrative may tell in words what was cut out; of a case with a protected address it may be the one place that tells it.
  const isSilenced = cutOut['text'] !== undefined && addressProtected;
  const changed = cutOut !== resource || isSilenced;
  const told = changed ? withoutText(cutOut) : cutOut;
  // Registers are public; what is said by naming them stands in what names them.
  const labelled = REGISTERS.has(resource.resourceType) ? told : label(told, item, classify.labels);
  return { item, resource: labelled, cut: changed, told };
}

function withoutText({ text: _told, ...rest }: FhirResource): FhirResource {
  return rest;
}

/** Nodes of the parts that may not go. */
function nodesNotGoing(
  { delivery, allowed }: PermittedDelivery,
  { item, resource }: Kept,
  { classify, persons }: RedactContext,
): ReadonlySet<unknown> {
  const parts = classify.partsOf(resource, persons);
  if (parts.length === 0) return NO_NODES;
  const concerns = partConcernsOf(item, delivery);
  const denied = new Set(concerns.filter(({ key }) => !allowed.has(key)).map(partKey));
  const known = new Set(concerns.map(partKey));
  // A part that nobody decided about (the resource was read with other eyes when it was planned) does not go either.
  const notGoing = parts.filter((part) => denied.has(partKey(part)) || !known.has(partKey(part)));
  return new Set(notGoing.flatMap(({ nodes }) => nodes));
}

const NO_NODES: ReadonlySet<unknown> = new Set();

/** True when there is nothing in it that the knife cuts: most of what goes goes whole, and is not walked through again. */
function isUncut(resource: FhirResource, { nodes, behind, remove }: Knife): boolean {
  if (nodes.size > 0 || remove.size > 0) return false;
  if (behind.size === 0) return true;
  for (const name of namesOf(resource).references) if (behind.has(withoutVersion(name))) return false;
  return true;
}

function partKey({ dataClass, quoted }: { readonly dataClass: string; readonly quoted: boolean }): string {
  return `${dataClass}${quoted ? '|quoted' : ''}`;
}

/** What is cut out of every resource of a delivery. */
interface Cuts {
  /** References of content that stays behind. */
  readonly behind: ReadonlySet<string>;
  /** Elements removed from persons. */
  readonly remove: ReadonlySet<string>;
  readonly persons: ReadonlySet<string>;
}

interface Knife extends Cuts {
  readonly nodes: ReadonlySet<unknown>;
}

/** What is left of a value; the value itself when nothing was cut out of it. */
function cut(value: unknown, knife: Knife, inPerson: boolean): unknown {
  if (Array.isArray(value)) return cutList(value, knife, inPerson);
  if (!isExactObject(value)) return value;
  const isPerson =
    typeof value['resourceType'] === 'string' ? knife.persons.has(value['resourceType']) : inPerson;
  const kept: [string, unknown][] = [];
  let isWhole = true;
  for (const key of Object.keys(value)) {
    const one = value[key];
    const inside = cutProperty(key, one, knife, isPerson);
    isWhole &&= inside === one;
    if (inside !== undefined) kept.push([key, inside]);
  }
  return isWhole ? value : Object.fromEntries(kept);
}

function cutList(list: readonly unknown[], knife: Knife, inPerson: boolean): readonly unknown[] {
  const kept = list
    .filter((one) => !knife.nodes.has(one) && !pointsBehind(one, knife))
    .map((one) => cut(one, knife, inPerson));
  return kept.length === list.length && kept.every((one, at) => one === list[at]) ? list : kept;
}

/** What is left of a property; undefined when nothing is. */
function cutProperty(key: string, value: unknown, knife: Knife, isPerson: boolean): unknown {
  if (knife.nodes.has(value)) return undefined;
  if (isPerson && knife.remove.size > 0 && knife.remove.has(key.replace(/^_/, ''))) return undefined;
  if (pointsBehind(value, knife)) return MASKED;
  const inside = cut(value, knife, isPerson);
  return isEmptied(value, inside) ? undefined : inside;
}

function pointsBehind(value: unknown, { behind }: Knife): boolean {
  if (!isExactObject(value) || typeof value['reference'] !== 'string') return false;
  return behind.has(withoutVersion(value['reference']));
}

/** FHIR has no empty lists and no empty objects. */
function isEmptied(before: unknown, after: unknown): boolean {
  if (Array.isArray(after)) return after.length === 0 && Array.isArray(before) && before.length > 0;
  return isExactObject(after) && Object.keys(after).length === 0;
}

/** Registers go along only because something that goes names them. */
const REGISTERS: ReadonlySet<string> = new Set(['Organization', 'HealthcareService', 'Location', 'Endpoint']);

function dropUnnamed(redacted: readonly Redacted[]): readonly Redacted[] {
  const isSure = ({ item, resource }: Redacted): boolean =>
    item.essential || !REGISTERS.has(resource.resourceType);
  if (redacted.every(isSure)) return redacted;
  return redacted.filter(
    (one) =>
      isSure(one) ||
      redacted.some(
        ({ item, told }) => item !== one.item && namesOf(told).references.has(one.item.reference),
      ),
  );
}

/** True when one of the resources is a person labelled with a protected address (kode 6 and 7). */
export function hasProtectedAddress(
  resources: readonly FhirResource[],
  { system, codes, types }: Classify['protectedAddress'],
): boolean {
  return resources.some((resource) => {
    if (!types.includes(resource.resourceType)) return false;
    const { security } = (resource['meta'] ?? {}) as {
      security?: readonly { system?: string; code?: string }[];
    };
    return security?.some((one) => one.system === system && codes.includes(one.code ?? '')) === true;
  });
}
