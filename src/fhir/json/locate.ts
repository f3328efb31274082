// Where in the text does this expression point? A walk over the text itself, so that nothing is kept for the happy case.

import { type Step, toSteps } from './expression.ts';
import { type Place, placeAt } from './place.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/**
 * The place of an expression such as `Bundle.entry[2].resource.name[0].family` in JSON text that has been parsed.
 * A missing element gives the place of its nearest parent; `value` finds `valueQuantity`; what lies below a primitive is
 * looked for in its `_` sibling.
 */
export function locate(text: string, expression: string): Place {
  let at = skipSpace(text, 0);
  const steps = toSteps(expression);
  for (const [position, step] of steps.entries()) {
    const found = follow(text, at, step, position < steps.length - 1);
    if (found === undefined) break;
    at = found;
  }
  return placeAt(text, at);
}

function follow(text: string, at: number, step: Step, deeper: boolean): number | undefined {
  if (text[at] !== '{') return undefined;
  const value = findKey(text, at, step.name, deeper);
  if (value === undefined || text[value] !== '[') return value;
  if (step.index === undefined && !deeper) return value;
  return findItem(text, value, step.index ?? 0) ?? value;
}

/** Offset of the value of a key: the key itself, its `_` sibling, or its typed form (`value` → `valueQuantity`). */
function findKey(text: string, object: number, name: string, deeper: boolean): number | undefined {
  const typed = new RegExp(`^${name}[A-Z]`);
  let exact: number | undefined;
  let sibling: number | undefined;
  let choice: number | undefined;
  let at = skipSpace(text, object + 1);
  while (text[at] === '"') {
    const end = skipString(text, at);
    const key = text.slice(at + 1, end - 1);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (key === name) exact = value;
    else if (key === `_${name}`) sibling = value;
    else if (typed.test(key)) choice ??= value;
    at = afterComma(text, skipValue(text, value));
  }
  if (exact !== undefined && (!deeper || isDeep(text, exact))) return exact;
  return sibling ?? exact ?? choice;
}

function isDeep(text: string, at: number): boolean {
  if (text[at] === '{') return true;
  if (text[at] !== '[') return false;
  const first = text[skipSpace(text, at + 1)];
  return first === '{' || first === '[';
}

function findItem(text: string, array: number, index: number): number | undefined {
  let at = skipSpace(text, array + 1);
  for (let n = 0; text[at] !== undefined && text[at] !== ']'; n += 1) {
    if (n === index) return at;
    at = afterComma(text, skipValue(text, at));
  }
  return undefined;
}

function afterComma(text: string, at: number): number {
  const comma = skipSpace(text, at);
  return text[comma] === ',' ? skipSpace(text, comma + 1) : comma;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return at;
}

/** Offset after the string that starts at `from`. */
function skipString(text: string, from: number): number {
  const end = text.length;
  let at = from + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    at += code === BACKSLASH ? 2 : 1;
  }
  return end;
}

/** Offset after the value that starts at `from`. */
function skipValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return skipString(text, from);
  return isOpening(first) ? skipNested(text, from) : skipScalar(text, from);
}

/** Offset after the object or list that starts at `from`. */
function skipNested(text: string, from: number): number {
  const end = text.length;
  let depth = 0;
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
      continue;
    }
    at += 1;
    if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    if (depth === 0) return at;
  }
  return end;
}

function skipScalar(text: string, from: number): number {
  const end = text.length;
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code === COMMA || isClosing(code)) return at;
    at += 1;
  }
  return end;
}

function isOpening(code: number): boolean {
  return code === 0x7b || code === 0x5b;
}

function isClosing(code: number): boolean {
  return code === 0x7d || code === 0x5d;
}
