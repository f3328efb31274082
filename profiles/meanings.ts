// What does must support ask of a vendor, element by element? profiles/must-support.yaml, put on the elements it speaks of.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { translation } from './languages.ts';
import { PROFILES } from './sources.ts';

/** Who does what with an element. */
export interface Duties {
  readonly sender: string;
  readonly gateway: string;
  readonly receiver: string;
}

/** One meaning of must support, and the elements that have it. */
export interface Meaning {
  readonly id: string;
  readonly elements: readonly string[];
  readonly en: Duties;
  readonly nb: Duties;
}

interface Supported {
  readonly id: string;
  readonly mustSupport?: boolean;
}

/** Every meaning, in the order of the file. */
export function meanings(): readonly Meaning[] {
  const text = readFileSync(join(PROFILES, 'must-support.yaml'), 'utf8');
  return (parse(text) as { readonly meanings: readonly Meaning[] }).meanings;
}

/** Names under which the file may speak of an element, the closest first. */
function namesOf(elementId: string): readonly string[] {
  const [type = '', ...rest] = elementId.split('.');
  const path = rest.join('.');
  const plain = path.replaceAll(/:[^.]+/g, '');
  return [`${type}.${path}`, path, `${type}.${plain}`, plain];
}

/** The row that speaks of an element, as `[name, meaning]`; undefined when none does. */
export function meaningOf(
  all: readonly Meaning[],
  elementId: string,
): readonly [name: string, meaning: Meaning] | undefined {
  for (const name of namesOf(elementId)) {
    const found = all.find(({ elements }) => elements.includes(name));
    if (found) return [name, found];
  }
  return undefined;
}

function sentence({ sender, gateway, receiver }: Duties, who: readonly [string, string, string]): string {
  return `${who[0]}: ${sender}\n\n${who[1]}: ${gateway}\n\n${who[2]}: ${receiver}`;
}

/** An element that must be supported with its meaning as `comment`, in English and bokmål; others as they are. */
export function withMeaning<T extends Supported>(all: readonly Meaning[], element: T): T {
  if (element.mustSupport !== true) return element;
  const [, meaning] = meaningOf(all, element.id) ?? [];
  if (!meaning) return element;
  return {
    ...element,
    comment: sentence(meaning.en, ['Sender', 'Gateway', 'Receiver']),
    _comment: translation('nb', sentence(meaning.nb, ['Avsender', 'Gateway', 'Mottaker'])),
  };
}
