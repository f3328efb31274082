// What is the text of a resource, and what is the resource of a text? Decimals keep the digits they came with.

import { isResource, type JsonObject } from '../../domain/json.ts';
import { readJson } from '../../fhir/json/read.ts';

/**
 * A number whose digits JSON.parse would lose: `1.00`, `1e3`, `-0`, more than 15 digits. Stored text has no white space, so
 * a number ends at `,`, `}` or `]`: an OID or a UUID in a string does not look like one. Also hits some strings: only slower.
 */
const ODD_NUMBER = /[:,[](?:-0|-?(?:\d+\.\d*0|\d[\d.]*[eE][+-]?\d+|[\d.]{16,}))[,}\]]/;

/** Contents were read within the body limits once; this only stops a broken database from breaking the process. */
const DEEPEST = 10_000;

/** Parses stored content; odd numbers become `JSON.rawJSON`. */
export function parseContent(text: string): JsonObject {
  const value: unknown = ODD_NUMBER.test(text)
    ? readJson(Buffer.from(text), { maxDepth: DEEPEST }).exact
    : JSON.parse(text);
  if (isResource(value)) return value;
  throw new TypeError('stored content is no resource');
}

/** The resource as the store answers it: id, versionId and lastUpdated are the store's; the rest is kept in its order. */
export function stamp(resource: JsonObject, id: string, version: number, at: Date): JsonObject {
  const { resourceType, id: _id, meta, ...rest } = resource;
  const { versionId: _version, lastUpdated: _updated, ...kept } = metaOf(meta);
  const stamped = { versionId: String(version), lastUpdated: at.toISOString(), ...kept };
  return { resourceType, id, meta: stamped, ...rest };
}

/** A stamped text without what `stamp` alone decides, for comparing two versions; all of it where it was stamped otherwise. */
export function restOf(content: string, type: string, id: string, version: number, at: Date): string {
  const head = JSON.stringify(stamp({ resourceType: type }, id, version, at)).slice(0, -2);
  return content.startsWith(head) ? content.slice(head.length) : content;
}

function metaOf(meta: unknown): Readonly<Record<string, unknown>> {
  return typeof meta === 'object' && meta !== null ? { ...meta } : {};
}
