// Who and what is it? Ids that cannot be mixed up, each made by one function.

import { hash } from 'node:crypto';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Id of a journal event: `evt-` + UUIDv5 of what happened. The same happening always has the same id. */
export type EventId = Branded<'EventId'>;
/** Id of a delivery: `dlv-` + UUIDv5 of action, content key and recipient. */
export type DeliveryId = Branded<'DeliveryId'>;
/** Id of a recipient as in facts/pathway.md section 6 (`habu`, `fhs`, `fastlege` …) or of one of its organisations. */
export type RecipientId = Branded<'RecipientId'>;
/** A literal FHIR reference `Type/id`. */
export type Ref = `${string}/${string}`;

/** Namespace of every UUIDv5 made here: UUIDv5 of the DNS name `lenke.example`. Never change it: ids would change. */
const NAMESPACE = Buffer.from('f93bff5a0b8e525c844273e81493a672', 'hex');

/** The namespace with a name behind it; written over by the next name, so it is hashed at once. */
const NAMED = Buffer.concat([NAMESPACE, Buffer.alloc(2048)]);

/** The bytes that are hashed: of a usual name in place, for a long one in a buffer of its own. */
function named(name: string): Buffer {
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (NAMESPACE.length + name.length * 3 > NAMED.length) return Buffer.concat([NAMESPACE, Buffer.from(name)]);
  return NAMED.subarray(0, NAMESPACE.length + NAMED.write(name, NAMESPACE.length));
}

/** First digit of the fourth group: two bits say the variant, two are of the hash. */
const VARIANT = '89ab';

/** Deterministic UUID of the parts, joined so that `['a','bc']` and `['ab','c']` differ. */
export function contentId(...parts: readonly string[]): string {
  let name = '';
  for (const part of parts) name += `${name === '' ? '' : '|'}${part.length}:${part}`;
  const hex = hash('sha1', named(name));
  // RFC 9562, 5.5: version 5 and the variant; the uuid library does the same at many times the cost (a birth needs 150).
  const variant = VARIANT[Number.parseInt(hex.charAt(16), 16) & 3] ?? '';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Event id of a happening described by `parts` (code, case, triggers). */
export function eventId(...parts: readonly string[]): EventId {
  return `evt-${contentId(...parts)}` as EventId;
}

/** Delivery id of action, content key and recipient: planning twice gives the same delivery. */
export function deliveryId(...parts: readonly string[]): DeliveryId {
  return `dlv-${contentId(...parts)}` as DeliveryId;
}

/** Reads an event id that came from outside; undefined when it cannot be one. */
export function parseEventId(text: string): EventId | undefined {
  return /^evt-[0-9a-f-]{36}$/.test(text) ? (text as EventId) : undefined;
}

/** Reads a delivery id that came from outside; undefined when it cannot be one. */
export function parseDeliveryId(text: string): DeliveryId | undefined {
  return /^dlv-[0-9a-f-]{36}$/.test(text) ? (text as DeliveryId) : undefined;
}

/** Reads a recipient id: lower-case letters, digits and dashes. */
export function parseRecipientId(text: string): RecipientId | undefined {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(text) ? (text as RecipientId) : undefined;
}

/** Reads a literal reference `Type/id`; undefined for anything else (urn, absolute, conditional, contained). */
export function parseRef(text: string | undefined): Ref | undefined {
  return text !== undefined && /^[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(text)
    ? (text as Ref)
    : undefined;
}
