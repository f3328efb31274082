// What does a text look like when case and accents are set aside, and which texts does a value hold?

import { isObject } from '../../domain/json.ts';
import type { Json } from './collect.ts';

/** Letters that are no base letter with an accent, as people write them without. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
};

/** Folded texts longer than this are cut in the index; the content decides. Keeps an index row under a quarter page. */
export const FOLDED_MAX = 100;

/** Lower case, without accents, with single spaces, without NUL (PostgreSQL has none): `Bjørk  Ås` → `bjork as`. */
export function fold(text: string): string {
  // Most names are plain ASCII: then there is nothing to take apart.
  if (/^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/.test(text)) return text.toLowerCase();
  const bare = text
    .replaceAll('\0', '')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  return bare
    .replaceAll(/[øæœßđðþłıħŋŧ]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Parts of HumanName and Address that a string search reads (R4 search, 3.1.1.4.8). */
const PARTS = [
  'text',
  'family',
  'given',
  'prefix',
  'suffix',
  'line',
  'city',
  'district',
  'state',
  'postalCode',
  'country',
] as const;

/** Texts of a string, HumanName or Address. */
export function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!isObject(value)) return [];
  const found: string[] = [];
  for (const part of PARTS) {
    const text = value[part];
    if (typeof text === 'string') found.push(text);
    else if (Array.isArray(text)) found.push(...text.filter((item: Json) => typeof item === 'string'));
  }
  return found;
}
