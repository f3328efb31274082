// What exactly is wrong with this text, and where? The slow, precise look, taken only when the fast one found something.

import { getLocation, type ParseErrorCode, visit } from 'jsonc-parser';
import { GatewayError } from '../../domain/failure.ts';
import { type JsonPath, toExpression } from './expression.ts';
import { type Place, placeAt } from './place.ts';

/** What jsonc-parser's error codes mean, by number (its `ParseErrorCode`). */
const REASONS: Readonly<Record<number, string>> = {
  1: 'a symbol that JSON does not know',
  2: 'a number that is not written as JSON wants',
  3: 'a key in double quotes was expected',
  4: 'a value was expected',
  5: 'a colon was expected',
  6: 'a comma was expected',
  7: 'a closing brace was expected',
  8: 'a closing bracket was expected',
  9: 'something stands after the end',
  10: 'comments are not JSON',
  11: 'a comment is not closed',
  12: 'a string is not closed',
  13: 'a number is not complete',
  14: 'an escape \\uXXXX needs four hexadecimal digits',
  15: 'an escape that JSON does not know',
  16: 'a control character stands unescaped',
};

/** LENKE_UNREADABLE with the place of the first fault of text that JSON.parse refused. */
export function unreadable(text: string): GatewayError {
  if (text.trim() === '') {
    return new GatewayError('LENKE_UNREADABLE', { reason: 'it is empty', line: 1, column: 1 });
  }
  let first: { code: ParseErrorCode; place: Place } | undefined;
  visit(
    text,
    {
      onError: (code, _offset, _length, line, column) => {
        first ??= { code, place: { line: line + 1, column: column + 1 } };
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  const place = first?.place ?? placeAt(text, text.length);
  const reason = REASONS[first?.code ?? 0] ?? 'it does not follow the grammar';
  return new GatewayError('LENKE_UNREADABLE', { reason, ...place });
}

/** LENKE_NOT_UTF8 with the offset, line and column of the first byte that is not UTF-8. */
export function notUtf8(bytes: Buffer): GatewayError {
  const text = bytes.toString('utf8');
  let at = text.indexOf('\uFFFD');
  let offset = Buffer.byteLength(text.slice(0, at));
  // U+FFFD may also have been sent as such: EF BF BD.
  while (at >= 0 && bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd) {
    at = text.indexOf('\uFFFD', at + 1);
    offset = Buffer.byteLength(text.slice(0, at));
  }
  return new GatewayError('LENKE_NOT_UTF8', { offset, ...placeAt(text, Math.max(at, 0)) });
}

/** LENKE_DUPLICATE_KEY for the first key that stands twice in one object. */
export function duplicateKey(text: string, root: unknown): GatewayError | undefined {
  const seen: Set<string>[] = [];
  let fault: GatewayError | undefined;
  visit(text, {
    onObjectBegin: () => {
      seen.push(new Set());
    },
    onObjectEnd: () => {
      seen.pop();
    },
    onObjectProperty: (key, _offset, _length, line, column, path) => {
      const keys = seen.at(-1);
      if (keys?.has(key)) {
        fault ??= new GatewayError('LENKE_DUPLICATE_KEY', {
          ...keyFacts(root, key, path()),
          line: line + 1,
          column: column + 1,
        });
      }
      keys?.add(key);
    },
  });
  return fault;
}

/** LENKE_NOT_VALID for a key `__proto__`: no FHIR element has that name, and it is dangerous in JavaScript. */
export function protoKey(text: string, root: unknown): GatewayError | undefined {
  let fault: GatewayError | undefined;
  visit(text, {
    onObjectProperty: (key, _offset, _length, line, column, path) => {
      if (key !== '__proto__') return;
      const { expression } = keyFacts(root, key, path());
      const reason = 'no element has this name. Remove it.';
      fault ??= new GatewayError('LENKE_NOT_VALID', {
        expression,
        reason,
        line: line + 1,
        column: column + 1,
      });
    },
  });
  return fault;
}

// Characters below U+0020 except tab, line feed and carriage return (R4 datatypes, string), and NUL above all.
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/**
 * True when some string or key below holds what `badCharacter` looks for. An escape is most often a letter that the sender
 * writes as ASCII, so the values are asked first: a precise look at the text takes ten times as long.
 */
export function hasBadText(value: unknown): boolean {
  if (typeof value === 'string') return FORBIDDEN.test(value) || !value.isWellFormed();
  if (Array.isArray(value)) return value.some(hasBadText);
  if (!isFields(value)) return false;
  for (const key in value) if (hasBadText(key) || hasBadText(value[key])) return true;
  return false;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The first string or key with a control character, or with half of a surrogate pair. */
export function badCharacter(text: string, root: unknown): GatewayError | undefined {
  let fault: GatewayError | undefined;
  const look = (value: unknown, place: Place, expression: () => string): void => {
    if (fault !== undefined || typeof value !== 'string') return;
    if (FORBIDDEN.test(value)) {
      fault = new GatewayError('LENKE_CONTROL_CHARACTER', { expression: expression(), ...place });
    } else if (!value.isWellFormed()) {
      const reason = 'half of a surrogate pair stands alone';
      fault = new GatewayError('LENKE_UNREADABLE', { reason, expression: expression(), ...place });
    }
  };
  visit(text, {
    onObjectProperty: (key, _offset, _length, line, column, path) =>
      look(key, { line: line + 1, column: column + 1 }, () => keyFacts(root, key, path()).expression),
    onLiteralValue: (value, _offset, _length, line, column, path) =>
      look(value, { line: line + 1, column: column + 1 }, () => toExpression(root, path())),
  });
  return fault;
}

/** LENKE_NOT_VALID for a number too large for any computer's decimals (`1e999`); `offset` is where it stands in `text`. */
export function endlessNumber(text: string, offset: number, root: unknown): GatewayError {
  const path = getLocation(text, offset).path;
  const expression = toExpression(root, path);
  return new GatewayError('LENKE_NOT_VALID', {
    expression,
    reason: 'the number is too large.',
    ...placeAt(text, offset),
  });
}

function keyFacts(root: unknown, key: string, parent: JsonPath): { key: string; expression: string } {
  const path = parent.at(-1) === key ? parent : [...parent, key];
  const expression = toExpression(root, path);
  return { key: expression.slice(expression.lastIndexOf('.') + 1), expression };
}
