// Is a primitive value of the form its type asks for?

import type { Rule } from '../rules.ts';

/** The JSON type of each primitive that is not text. */
const JSON_TYPES: ReadonlyMap<string, 'boolean' | 'number'> = new Map([
  ['boolean', 'boolean'],
  ['integer', 'number'],
  ['positiveInt', 'number'],
  ['unsignedInt', 'number'],
  ['decimal', 'number'],
]);

const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?';
const ZONE = '(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
const YEAR = '(?!0000)[0-9]{4}';
const MONTH = '(0[1-9]|1[0-2])';
const DAY = '(0[1-9]|[12][0-9]|3[01])';

/**
 * The regular expressions of R4, 2.24.0.1; `url` has none, white space is what it cannot hold. That of `code` lets any white
 * space stand between words, but the words beside it say: single spaces.
 */
const FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['id', /^[A-Za-z0-9\-.]{1,64}$/],
  ['code', /^[^\s]+(?: [^\s]+)*$/],
  ['uri', /^\S+$/],
  ['url', /^\S+$/],
  ['canonical', /^\S+$/],
  ['oid', /^urn:oid:[0-2](?:\.(?:0|[1-9][0-9]*))+$/],
  ['uuid', /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  ['date', new RegExp(`^${YEAR}(-${MONTH}(-${DAY})?)?$`)],
  ['dateTime', new RegExp(`^${YEAR}(-${MONTH}(-${DAY}(T${TIME}${ZONE})?)?)?$`)],
  ['instant', new RegExp(`^${YEAR}-${MONTH}-${DAY}T${TIME}${ZONE}$`)],
  ['time', new RegExp(`^${TIME}$`)],
]);

const LEAST: ReadonlyMap<string, number> = new Map([
  ['integer', -2_147_483_648],
  ['positiveInt', 1],
  ['unsignedInt', 0],
]);

/** True for the types whose values are no objects. */
export function isPrimitiveType(code: string): boolean {
  return /^[a-z]/.test(code) && code !== 'xhtml';
}

/** True for the types of whole numbers. */
export function isWholeType(code: string): boolean {
  return LEAST.has(code);
}

/** `boolean`, `number` or `string`. */
export function jsonTypeOf(code: string): 'boolean' | 'number' | 'string' {
  return JSON_TYPES.get(code) ?? 'string';
}

/** True when the day exists; the form has been checked. */
function isDay(value: string): boolean {
  if (value.length < 10) return true;
  const day = (value.charCodeAt(8) - 48) * 10 + value.charCodeAt(9) - 48;
  return (
    day <= 28 ||
    day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate()
  );
}

/** base64 with white space between groups of four, as R4 allows; checked without a regular expression that could run out of stack. */
function isBase64(value: string): boolean {
  const runs = /\s/.test(value) ? value.split(/\s+/) : [value];
  const text = runs.join('');
  return text !== '' && runs.every((run) => run.length % 4 === 0) && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

const MEGABYTE = 1_048_576;

/** White space JSON text may hold, or the no-break space; what else Unicode calls a space is content enough. */
function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

/** R4: not empty, at most a megabyte. */
function textFault(value: string): Rule | undefined {
  if (value.length > MEGABYTE) return 'max-length';
  return value === '' ? 'primitive-format' : undefined;
}

/** What R4 says text should not be: white space only or around it, or with characters below 32. One pass: it runs on every text. */
export function textWeakness(value: string): Rule | undefined {
  if (hasOuterSpace(value)) return 'primitive-whitespace';
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) return 'primitive-control';
  }
  return undefined;
}

/** True when text begins or ends with white space. */
function hasOuterSpace(value: string): boolean {
  return isSpace(value.charCodeAt(0)) || isSpace(value.charCodeAt(value.length - 1));
}

function numberFault(code: string): (value: number) => Rule | undefined {
  const least = LEAST.get(code);
  if (least === undefined) return (value) => (Number.isFinite(value) ? undefined : 'primitive-range');
  return (value) => {
    if (!Number.isInteger(value)) return 'primitive-format';
    return value < least || value > 2_147_483_647 ? 'primitive-range' : undefined;
  };
}

const URIS: ReadonlySet<string> = new Set(['uri', 'url', 'canonical']);

/** A urn of an OID or a UUID has its form wherever it stands; other URIs are as they are. */
function isUrn(value: string): boolean {
  if (!value.startsWith('urn:')) return true;
  if (value.startsWith('urn:oid:')) return FORMS.get('oid')?.test(value) === true;
  return (
    !value.startsWith('urn:uuid:') ||
    /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:#.*|\|.*)?$/.test(value)
  );
}

function stringFault(code: string): (value: string) => Rule | undefined {
  const form = FORMS.get(code);
  if (code === 'base64Binary') return (value) => (isBase64(value) ? undefined : 'primitive-format');
  if (!form) return textFault;
  if (URIS.has(code)) return (value) => (form.test(value) && isUrn(value) ? undefined : 'primitive-format');
  if (code !== 'date' && code !== 'dateTime' && code !== 'instant')
    return (value) => (form.test(value) ? undefined : 'primitive-format');
  return (value) => {
    if (!form.test(value)) return 'primitive-format';
    return isDay(value) ? undefined : 'date-impossible';
  };
}

/** The check of a primitive type: the rule a value breaks, or undefined. */
export function primitiveFault(code: string): (value: unknown) => Rule | undefined {
  switch (jsonTypeOf(code)) {
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? undefined : 'primitive-type');
    case 'number': {
      const fault = numberFault(code);
      return (value) => (typeof value === 'number' ? fault(value) : 'primitive-type');
    }
    default: {
      const fault = stringFault(code);
      return (value) => (typeof value === 'string' ? fault(value) : 'primitive-type');
    }
  }
}
