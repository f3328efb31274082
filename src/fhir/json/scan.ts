// Is there anything unusual in these bytes? One pass that counts keys and depth and notices what needs a closer look.

import type { NumberSpan } from './raw.ts';

/** What one pass over the bytes tells. */
export interface Scan {
  /** Colons outside strings: in JSON that parses, exactly the number of keys. */
  readonly keys: number;
  /** Offset of the bracket that goes too deep; undefined when none does. */
  readonly tooDeepAt: number | undefined;
  /** Numbers that may not survive `JSON.parse` and `JSON.stringify` (`1.00`, `1e3`, `-0`, more than 15 digits). */
  readonly oddNumbers: readonly NumberSpan[];
  /** Some string holds an escape `\uXXXX`, `\b` or `\f`, and might hold a character that is not allowed. */
  readonly oddEscapes: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_B = 0x62;
const LETTER_F = 0x66;
const LETTER_U = 0x75;

/**
 * Scans UTF-8 bytes of JSON (also of malformed JSON) without building anything; about as fast as JSON.parse.
 * Stops at the first bracket deeper than `maxDepth`, so that a hundred thousand of them cost nothing.
 */
export function scan(bytes: Uint8Array, maxDepth: number): Scan {
  const end = bytes.length;
  let depth = 0;
  let keys = 0;
  const oddNumbers: NumberSpan[] = [];
  let oddEscapes = false;
  let at = 0;
  while (at < end) {
    const byte = bytes[at] ?? 0;
    at += 1;
    if (byte === QUOTE) {
      let inside = bytes[at] ?? QUOTE;
      while (inside !== QUOTE) {
        if (inside === BACKSLASH) {
          at += 1;
          oddEscapes ||= isOddEscape(bytes[at]);
        }
        at += 1;
        inside = bytes[at] ?? QUOTE;
      }
      at += 1;
    } else if (byte === COLON) {
      keys += 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return { keys, tooDeepAt: at - 1, oddNumbers, oddEscapes };
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    } else if (byte === MINUS || (byte >= ZERO && byte <= NINE)) {
      const after = endOfNumber(bytes, at);
      if (isOddNumber(bytes, at - 1, after)) oddNumbers.push([at - 1, after]);
      at = after;
    }
  }
  return { keys, tooDeepAt: undefined, oddNumbers, oddEscapes };
}

function isOddEscape(byte: number | undefined): boolean {
  return byte === LETTER_U || byte === LETTER_B || byte === LETTER_F;
}

function endOfNumber(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at] ?? 0;
    const inNumber =
      (byte >= ZERO && byte <= NINE) ||
      byte === DOT ||
      byte === MINUS ||
      byte === 0x2b ||
      byte === 0x45 ||
      byte === 0x65;
    if (!inNumber) return at;
    at += 1;
  }
}

/** True unless the number is plain: at most 15 characters, no exponent, no closing zero after a point, not `-0`. */
function isOddNumber(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 15) return true;
  if (bytes[start] === MINUS && bytes[start + 1] === ZERO && end - start === 2) return true;
  let point = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (byte === DOT) point = true;
    if (byte === 0x45 || byte === 0x65) return true;
  }
  return point && bytes[end - 1] === ZERO;
}
