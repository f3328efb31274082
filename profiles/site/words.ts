// What is a definition called in each language? English and bokmål, whichever its own text is in.

import type { Definition } from '../definitions.ts';
import { type Translated, translated } from '../languages.ts';
import { html, type Markup } from './html.ts';

/** A text in both languages; a definition without a translation has one. */
export interface Words {
  readonly en: string | undefined;
  readonly nb: string | undefined;
}

function wordsOf(text: string | undefined, sibling: Translated | undefined): Words {
  const english = translated(sibling, 'en');
  return english === undefined ? { en: text, nb: translated(sibling, 'nb') } : { en: english, nb: text };
}

/** The title in both languages; without one the name. */
export function titleOf({ title, _title, name, id }: Definition): Words {
  return wordsOf(title ?? name ?? id, _title);
}

/** The description in both languages. */
export function descriptionOf({ description, _description }: Definition): Words {
  return wordsOf(description, _description);
}

/** A title on one line, English first. */
export function line({ en, nb }: Words): string {
  return nb === undefined || nb === en ? (en ?? '') : `${en} | ${nb}`;
}

/** A text as paragraphs, one per language. */
export function paragraphs({ en, nb }: Words): Markup {
  return html`<p>${en}</p>${nb !== undefined && html`<p lang="nb">${nb}</p>`}`;
}
