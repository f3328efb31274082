// What does a FHIR message say? Its header, its focus, its resources, its event; or what is wrong with it.

import { isObject, isResource, items, text } from '../../domain/json.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { Json } from '../contract.ts';

/** A message that can be processed. */
export interface FhirMessage {
  readonly bundleId: string;
  readonly headerId: string;
  readonly header: Json;
  /** Code of MessageHeader.event, or its URI. */
  readonly eventCode: string;
  /** What the message is about: the resources `MessageHeader.focus` points at. */
  readonly focus: readonly Json[];
  /** Everything but the header, in order. */
  readonly resources: readonly Json[];
  /** The same with their fullUrls, by which they point at each other. */
  readonly entries: readonly { readonly fullUrl?: string; readonly resource: Json }[];
}

interface Entry {
  readonly fullUrl?: string;
  readonly resource: Json;
}

function readEntry(value: unknown): Entry | undefined {
  if (!isObject(value) || !isResource(value['resource'])) return undefined;
  const { fullUrl, resource } = value;
  return { resource, ...(typeof fullUrl === 'string' && { fullUrl }) };
}

/** Code or URI of MessageHeader.event[x]; undefined when there is neither. */
function readEvent(header: Json): string | undefined {
  const coding = header['eventCoding'];
  return text(isObject(coding) ? coding['code'] : header['eventUri']);
}

function missing(what: string, expression: string): readonly Issue[] {
  return [failureIssue('LENKE_MESSAGE_HEADER', { missing: what }, { expression })];
}

/** The focus resources, or an issue for each focus that points at nothing in the message. */
function readFocus(
  header: Json,
  entries: readonly Entry[],
): { focus: readonly Json[]; issues: readonly Issue[] } {
  const given = items(header['focus']);
  const focus: Json[] = [];
  const issues: Issue[] = [];
  for (const [at, one] of given.entries()) {
    const reference = isObject(one) ? one['reference'] : undefined;
    // A logical reference points at something the receiver is meant to know.
    if (typeof reference !== 'string') continue;
    const target = entries.find(
      ({ fullUrl, resource }) =>
        fullUrl === reference || `${resource.resourceType}/${resource.id}` === reference,
    );
    if (target) focus.push(target.resource);
    else {
      const expression = `Bundle.entry[0].resource.focus[${at}]`;
      issues.push(failureIssue('LENKE_REFERENCE_BROKEN', { expression }, { expression }));
    }
  }
  return { focus, issues };
}

/**
 * A Bundle as a message: type `message`, with an id, a MessageHeader first (with an id and an event), and a focus that
 * is in the Bundle. Whether the resources are valid is the validator's to say.
 */
export function readMessage(bundle: unknown): FhirMessage | readonly Issue[] {
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'message') {
    const type =
      (isObject(bundle) ? (text(bundle['type']) ?? text(bundle['resourceType'])) : undefined)?.slice(0, 40) ??
      '';
    return [failureIssue('LENKE_BUNDLE_TYPE', { type, expected: 'message' }, { expression: 'Bundle.type' })];
  }

  const [first, ...others] = items(bundle['entry']).map(readEntry);
  const header = first?.resource;
  if (header?.resourceType !== 'MessageHeader') return missing('MessageHeader', 'Bundle.entry[0]');
  if (typeof bundle['id'] !== 'string') return missing('Bundle.id', 'Bundle');
  if (typeof header.id !== 'string') return missing('MessageHeader.id', 'Bundle.entry[0].resource');
  const eventCode = readEvent(header);
  if (eventCode === undefined) return missing('MessageHeader.event', 'Bundle.entry[0].resource');
  const entries = others.filter((entry) => entry !== undefined);
  const { focus, issues } = readFocus(header, entries);
  if (issues.length > 0) return issues;
  return {
    bundleId: bundle['id'],
    headerId: header.id,
    header,
    eventCode,
    focus,
    resources: entries.map(({ resource }) => resource),
    entries,
  };
}

/** True when reading gave issues instead of a message. */
export function isRejected(read: FhirMessage | readonly Issue[]): read is readonly Issue[] {
  return Array.isArray(read);
}
