// What stands in these bytes? Strict JSON with the place of every fault, at nearly the speed of JSON.parse.

import { isUtf8 } from 'node:buffer';
import { GatewayError } from '../../domain/failure.ts';
import {
  badCharacter,
  duplicateKey,
  endlessNumber,
  hasBadText,
  notUtf8,
  protoKey,
  unreadable,
} from './faults.ts';
import { createLocator } from './locate.ts';
import { type Place, placeAt } from './place.ts';
import { parseExact } from './raw.ts';
import { type Scan, scan } from './scan.ts';

/** JSON that was read. */
export interface JsonText {
  /** Plainly parsed, for the validator. */
  readonly value: unknown;
  /** The same, with numbers that JSON would change (`1.00`, `1e3`, over 15 digits) as JSON.rawJSON; `value` itself without such. */
  readonly exact: unknown;
  /** The text, without a byte order mark. */
  readonly text: string;
  /** Line and column of an expression such as `Bundle.entry[2].resource.name[0].family`, or of its nearest parent. */
  readonly locate: (expression: string) => Place | undefined;
}

/**
 * Reads UTF-8 JSON. Throws GatewayError with line and column: LENKE_NOT_UTF8, LENKE_TOO_DEEP, LENKE_UNREADABLE,
 * LENKE_DUPLICATE_KEY, LENKE_CONTROL_CHARACTER (R4 string: no character below U+0020 but tab, LF and CR), and
 * LENKE_NOT_VALID for a key `__proto__` or a number no decimal can hold. A byte order mark is accepted and dropped.
 */
export function readJson(body: Uint8Array, limits: { readonly maxDepth: number }): JsonText {
  const bytes = withoutMark(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  if (!isUtf8(bytes)) throw notUtf8(bytes);
  const scanned = scan(bytes, limits.maxDepth);
  const text = bytes.toString('utf8');
  if (scanned.tooDeepAt !== undefined) throw tooDeep(bytes, scanned.tooDeepAt, limits.maxDepth);
  const value = parse(text);
  const fault = findFault(bytes, text, value, scanned);
  if (fault !== undefined) throw fault;
  return {
    value,
    exact: scanned.oddNumbers.length > 0 ? parseExact(bytes, scanned.oddNumbers) : value,
    text,
    locate: createLocator(text),
  };
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function tooDeep(bytes: Buffer, offset: number, limit: number): GatewayError {
  const before = bytes.toString('utf8', 0, offset);
  return new GatewayError('LENKE_TOO_DEEP', { limit, ...placeAt(before, before.length) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(text);
  }
}

function findFault(bytes: Buffer, text: string, value: unknown, scanned: Scan): GatewayError | undefined {
  const keys = countKeys(value);
  if (keys.proto) return protoKey(text, value);
  const fault =
    (keys.count === scanned.keys ? undefined : duplicateKey(text, value)) ??
    (scanned.oddEscapes && hasBadText(value) ? badCharacter(text, value) : undefined);
  if (fault !== undefined) return fault;
  const endless = scanned.oddNumbers.find(
    ([start, end]) => !Number.isFinite(Number(bytes.toString('latin1', start, end))),
  );
  return endless && endlessNumber(text, bytes.toString('utf8', 0, endless[0]).length, value);
}

/** Keys of all objects. JSON.parse keeps one of two equal keys, so fewer keys than colons means a duplicate. */
function countKeys(value: unknown): { count: number; proto: boolean } {
  const found = { count: 0, proto: false };
  if (typeof value === 'object' && value !== null) countInto(value, found);
  return found;
}

/** Depth was limited by the scan, so this cannot overflow the stack. */
function countInto(node: object, found: { count: number; proto: boolean }): void {
  if (Array.isArray(node)) {
    for (const item of node) {
      if (typeof item === 'object' && item !== null) countInto(item, found);
    }
    return;
  }
  if (!isFields(node)) return;
  // Parsed JSON has own keys only; for…in makes no array of them and is twice as fast as Object.entries.
  for (const key in node) {
    found.count += 1;
    if (key === '__proto__') found.proto = true;
    const item = node[key];
    if (typeof item === 'object' && item !== null) countInto(item, found);
  }
}

function isFields(node: object): node is Readonly<Record<string, unknown>> {
  return !Array.isArray(node);
}
