// How does a page of a pathway point at another? Facts in a condition, events, layers.

import type { Pathways } from '../pathways.ts';
import { html, type Markup } from './html.ts';

/** Name of the page of a layer. */
export function pathwayPage(layer: string): string {
  return `pathway-${layer}.html`;
}

/** Parts with commas between them. */
export function listOf(parts: readonly Markup[]): Markup {
  return html`${parts.map((part, at) => html`${at > 0 && ', '}${part}`)}`;
}

/** An event, with a link to what it means. */
export function eventLink(code: string): Markup {
  return html`<a href="pathway-events.html#${code}">${code}</a>`;
}

/** A condition as it is written, each fact it names with a link. */
export function condition(text: string, { facts }: Pathways): Markup {
  const known = new Set(facts.map(({ id }) => id));
  const parts = text.split(/(%[A-Za-z0-9]+)/).map((part) => {
    const name = part.slice(1);
    return part.startsWith('%') && known.has(name)
      ? html`<a href="pathway-facts.html#${name}">${part}</a>`
      : html`${part}`;
  });
  return html`<code>${parts}</code>`;
}
