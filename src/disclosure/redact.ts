// What of a resource may go? Cuts out parts, references to what stays behind, and protected addresses. Only security labels are added.

import type { ContentItem } from '../domain/delivery.ts';
import type { PermittedDelivery } from '../domain/verdict.ts';
import { isExactObject } from '../domain/json.ts';
import type { CasePersons, Classify, FhirResource } from './classify.ts';
import { partConcernsOf } from './concerns.ts';
import { label } from './label.ts';
import { MASKED } from './mask.ts';

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
}

/** The content as it may leave. Doing it twice gives the same as doing it once. */
export function redact(
  permitted: PermittedDelivery,
  kept: readonly Kept[],
  context: RedactContext,
): readonly Redacted[] {
  const going = new Set<string>(kept.map(({ item }) => item.reference));
  const behind = new Set<string>(
    permitted.delivery.content.map(({ reference }) => reference).filter((reference) => !going.has(reference)),
  );
  const redacted = kept.map((one) => redactOne(permitted, one, behind, context));
  return dropUnnamed(redacted);
}

function redactOne(
  permitted: PermittedDelivery,
  { item, resource }: Kept,
  behind: ReadonlySet<string>,
  { classify, persons, addressProtected }: RedactContext,
): Redacted {
  const { delivery, allowed } = permitted;
  const denied = new Set(
    partConcernsOf(item, delivery)
      .filter(({ key }) => !allowed.has(key))
      .map(({ dataClass, quoted }) => partKey(dataClass, quoted)),
  );
  const known = new Set(
    partConcernsOf(item, delivery).map(({ dataClass, quoted }) => partKey(dataClass, quoted)),
  );
  // A part that nobody decided about (the resource was read with other eyes when it was planned) does not go either.
  const nodes = classify
    .partsOf(resource, persons)
    .filter(
      ({ dataClass, quoted }) =>
        denied.has(partKey(dataClass, quoted)) || !known.has(partKey(dataClass, quoted)),
    )
    .flatMap((part) => part.nodes);
  const isPerson = classify.protectedAddress.types.includes(resource.resourceType);
  const knife: Knife = {
    nodes: new Set(nodes),
    behind,
    remove: addressProtected ? new Set(classify.protectedAddress.remove) : new Set(),
    persons: new Set(classify.protectedAddress.types),
  };
  const cutOut = cut(resource, knife, isPerson) as FhirResource;
  // A narrative may tell in words what was cut out; of a case with a protected address it may be the one place that tells it.
  const { text, ...rest } = cutOut;
  const isSilenced = text !== undefined && addressProtected;
  const changed = cutOut !== resource || isSilenced;
  const told: FhirResource = changed || text === undefined ? rest : cutOut;
  // Registers are public; what is said by naming them stands in what names them.
  const labelled = REGISTERS.has(resource.resourceType) ? told : label(told, item, classify.labels);
  return { item, resource: labelled, cut: changed };
}

function partKey(dataClass: string, quoted: boolean): string {
  return `${dataClass}${quoted ? '|quoted' : ''}`;
}

interface Knife {
  readonly nodes: ReadonlySet<unknown>;
  /** References of content that stays behind. */
  readonly behind: ReadonlySet<string>;
  /** Elements removed from persons. */
  readonly remove: ReadonlySet<string>;
  readonly persons: ReadonlySet<string>;
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
  return isExactObject(value) && typeof value['reference'] === 'string' && behind.has(value['reference']);
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
  const texts = redacted.map(({ item, resource }) => ({ item, text: JSON.stringify(resource) }));
  return redacted.filter((one) => {
    const named = `"${one.item.reference}"`;
    return isSure(one) || texts.some(({ item, text }) => item !== one.item && text.includes(named));
  });
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
