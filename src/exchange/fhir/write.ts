// Which bytes leave? The narrowed resources as a FHIR transaction or a FHIR message; the same delivery, the same bytes.

import { hash } from 'node:crypto';
import type { Delivery } from '../../domain/delivery.ts';
import { GatewayError } from '../../domain/failure.ts';
import { contentId } from '../../domain/identity.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { PermittedDelivery } from '../../domain/verdict.ts';
import type { Json, Outgoing, SenderIdentity } from '../contract.ts';
import { identify, uuidUrn, type Identified } from './identify.ts';
import { relink } from './relink.ts';

/** Media type of everything sent. */
export const FHIR_JSON = 'application/fhir+json';

/** Code system of MessageHeader.event. */
export const EVENT_SYSTEM = 'https://lenke.example/fhir/CodeSystem/tk-event';

/** A resource ready to be an entry. */
interface Prepared extends Identified {
  readonly fullUrl: string;
}

/**
 * The delivery in the recipient's format. Ids, time and order derive from the delivery: every attempt has the same
 * bytes and the same X-Request-ID. Throws LENKE_NO_ENDPOINT when the recipient cannot be reached.
 */
export function write(
  permitted: PermittedDelivery,
  resources: readonly Json[],
  recipient: Recipient,
  from: SenderIdentity,
): Outgoing {
  const { delivery } = permitted;
  const endpoint = recipient.endpoint;
  if (!endpoint) throw new GatewayError('LENKE_NO_ENDPOINT', { recipient: recipient.id });
  const prepared = prepare(resources, from.endpoint);
  return endpoint.format === 'fhir-message'
    ? outgoing(
        delivery,
        '/$process-message',
        message(delivery, prepared, recipient.name, endpoint.address, from),
        [],
      )
    : outgoing(
        delivery,
        '',
        transaction(delivery, prepared),
        prepared.map(({ method }) => method),
      );
}

/** Id of the MessageHeader of a delivery: the answer must name it. */
export function messageId(delivery: Delivery): string {
  return delivery.id.replace(/^dlv-/, '');
}

/** A resource with the fullUrl it gets. */
interface Placed {
  readonly resource: Json;
  /** `urn:uuid:` by which a receiver recognises it. */
  readonly urn: string;
  readonly fullUrl: string;
}

/** One entry per resource, by `Type/id`, however often it is named; the fullUrl is derived again where two types share a UUID. */
function place(resources: readonly Json[]): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>();
  const taken = new Set<string>();
  for (const given of resources) {
    const id = given.id ?? contentId('unnamed', JSON.stringify(given));
    const type = given.resourceType;
    if (placed.has(`${type}/${id}`)) continue;
    const urn = uuidUrn(type, id);
    const fullUrl = taken.has(urn) ? `urn:uuid:${contentId('fhir', type, id)}` : urn;
    placed.set(`${type}/${id}`, {
      resource: given.id === undefined ? { ...given, id } : given,
      urn,
      fullUrl,
    });
    taken.add(fullUrl);
  }
  return placed;
}

function prepare(resources: readonly Json[], base: string): readonly Prepared[] {
  const placed = place(resources);
  const entries = [...placed.values()];
  const known = new Set(entries.map(({ fullUrl }) => fullUrl));
  const scope = {
    own: `${base.replace(/\/$/, '')}/`,
    inside: (reference: string) =>
      placed.get(reference)?.fullUrl ?? (known.has(reference) ? reference : undefined),
  };
  return entries.map(({ resource, urn, fullUrl }) => {
    // Identified first: whether it is a later version stands in the meta that does not travel.
    const { resource: identified, method, condition } = identify(resource, urn);
    return { fullUrl, resource: relink(identified, scope), method, condition };
  });
}

/** The body of the request of one entry. */
function request({ resource, method, condition }: Prepared): object {
  const url = resource.resourceType;
  return method === 'PUT' ? { method, url: `${url}?${condition}` } : { method, url, ifNoneExist: condition };
}

function transaction(delivery: Delivery, prepared: readonly Prepared[]): object {
  return {
    resourceType: 'Bundle',
    id: delivery.id,
    type: 'transaction',
    timestamp: delivery.plannedAt.toISOString(),
    entry: prepared.map((one) => ({ fullUrl: one.fullUrl, resource: one.resource, request: request(one) })),
  };
}

function message(
  delivery: Delivery,
  prepared: readonly Prepared[],
  name: string,
  address: string,
  from: SenderIdentity,
): object {
  const id = messageId(delivery);
  const [focus] = prepared;
  const header = {
    resourceType: 'MessageHeader',
    id,
    eventCoding: { system: EVENT_SYSTEM, code: delivery.action },
    destination: [{ name, endpoint: address }],
    source: { name: from.name, endpoint: from.endpoint },
    ...(focus && { focus: [{ reference: focus.fullUrl }] }),
  };
  return {
    resourceType: 'Bundle',
    id: delivery.id,
    type: 'message',
    timestamp: delivery.plannedAt.toISOString(),
    entry: [
      { fullUrl: `urn:uuid:${id}`, resource: header },
      ...prepared.map(({ fullUrl, resource }) => ({ fullUrl, resource })),
    ],
  };
}

function outgoing(delivery: Delivery, path: string, bundle: object, methods: readonly string[]): Outgoing {
  const body = JSON.stringify(bundle);
  return {
    method: 'POST',
    path,
    contentType: FHIR_JSON,
    body,
    headers: { 'X-Request-ID': delivery.id, 'X-Correlation-ID': delivery.eventId },
    hash: hash('sha256', body),
    methods,
  };
}
