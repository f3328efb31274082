// Where in the text does this expression point? A walk over the text itself, so that nothing is kept for the happy case.

import { type Step, toSteps } from './expression.ts';
import { createLines, type Place } from './place.ts';

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;

/** Offsets that are remembered; 8 MB at most. */
const MEMORY = 1_000_000;

/** Characters that are walked in all for one text; a large one may be walked through four times. */
function budgetOf(text: string): number {
  return Math.max(64_000_000, 4 * text.length);
}

/** What was found on the way to one fault, for the next: faults of one bundle share most of their way. */
class Walk {
  readonly #text: string;
  readonly #budget: number;
  #keys = new Map<string, number | undefined>();
  #items = new Map<number, number[]>();
  #kept = 0;
  #walked = 0;

  constructor(text: string, budget: number) {
    this.#text = text;
    this.#budget = budget;
  }

  isSpent(): boolean {
    return this.#walked > this.#budget;
  }

  /** Offset of the value that the steps lead to, or of its nearest parent. */
  to(steps: readonly Step[]): number {
    let at = skipSpace(this.#text, 0);
    for (const [position, step] of steps.entries()) {
      const found = this.#follow(at, step, position < steps.length - 1);
      if (found === undefined) break;
      at = found;
    }
    return at;
  }

  #follow(at: number, step: Step, deeper: boolean): number | undefined {
    const text = this.#text;
    if (text[at] !== '{') return undefined;
    const value = this.#key(at, step.name, deeper);
    if (value === undefined || text[value] !== '[') return value;
    if (step.index === undefined && !deeper) return value;
    return this.#item(value, step.index ?? 0) ?? value;
  }

  #key(object: number, name: string, deeper: boolean): number | undefined {
    const asked = `${object} ${deeper} ${name}`;
    if (this.#keys.has(asked)) return this.#keys.get(asked);
    const { value, end } = findKey(this.#text, object, name, deeper);
    this.#remember(end - object);
    this.#keys.set(asked, value);
    return value;
  }

  #item(array: number, index: number): number | undefined {
    const text = this.#text;
    const known = this.#items.get(array) ?? [];
    const last = known.at(-1);
    let at = last === undefined ? skipSpace(text, array + 1) : afterComma(text, skipValue(text, last));
    const from = last ?? array;
    while (known.length <= index && text[at] !== undefined && text[at] !== ']') {
      known.push(at);
      at = afterComma(text, skipValue(text, at));
      this.#kept++;
    }
    this.#remember(at - from);
    this.#items.set(array, known);
    return known[index];
  }

  #remember(walked: number): void {
    this.#walked += walked;
    if (++this.#kept < MEMORY) return;
    this.#kept = 0;
    this.#keys = new Map();
    this.#items = new Map();
  }
}

/**
 * Finds places in JSON text that has been parsed, by expressions such as `Bundle.entry[2].resource.name[0].family`. A
 * missing element gives the place of its nearest parent; `value` finds `valueQuantity`; what lies below a primitive is
 * looked for in its `_` sibling. After some walks through the whole text it answers
 * undefined, so that a thousand faults in a large body cannot stop the process.
 */
export function createLocator(text: string): (expression: string) => Place | undefined {
  const walk = new Walk(text, budgetOf(text));
  let lines: ((offset: number) => Place) | undefined;
  return (expression) => {
    if (walk.isSpent()) return undefined;
    lines ??= createLines(text);
    return lines(walk.to(toSteps(expression)));
  };
}

/** Offset of the value of a key: the key itself, its `_` sibling, or its typed form (`value` → `valueQuantity`). */
function findKey(
  text: string,
  object: number,
  name: string,
  deeper: boolean,
): { readonly value: number | undefined; readonly end: number } {
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
    else if (isTyped(key, name)) choice ??= value;
    at = afterComma(text, skipValue(text, value));
  }
  const found =
    exact !== undefined && (!deeper || isDeep(text, exact)) ? exact : (sibling ?? exact ?? choice);
  return { value: found, end: at };
}

/** True for the name with a type behind it. */
function isTyped(key: string, name: string): boolean {
  const next = key.charCodeAt(name.length);
  return next >= CAPITAL_A && next <= CAPITAL_Z && key.startsWith(name);
}

function isDeep(text: string, at: number): boolean {
  if (text[at] === '{') return true;
  if (text[at] !== '[') return false;
  const first = text[skipSpace(text, at + 1)];
  return first === '{' || first === '[';
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
