// Who and what is it? Ids that cannot be mixed up, each made by one function.

import { createHash } from 'node:crypto';

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

/** Deterministic UUID of the parts, joined so that `['a','bc']` and `['ab','c']` differ. */
export function contentId(...parts: readonly string[]): string {
  const name = parts.map((part) => `${part.length}:${part}`).join('|');
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest();
  // RFC 9562, 5.5: version 5 and the variant; the uuid library does the same at four times the cost (a birth needs 150).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
