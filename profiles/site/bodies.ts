// What does the page of a form, an operation or a search parameter show?

import type { Definition, FormItem } from '../definitions.ts';
import { translated } from '../languages.ts';
import { html, type Markup } from './html.ts';

function optionText(option: Readonly<Record<string, unknown>>): string {
  const [value] = Object.values(option);
  if (typeof value !== 'object' || value === null) return String(value);
  return String(Reflect.get(value, 'display') ?? Reflect.get(value, 'code'));
}

function itemRows(items: readonly FormItem[], depth: number): readonly Markup[] {
  return items.flatMap((one) => [
    html`<tr><td style="padding-left:${depth}rem"><code>${one.linkId}</code></td><td>${one.type}${one.required === true && ', required'}${one.repeats === true && ', repeats'}</td>
<td>${translated(one._text, 'en')}</td><td lang="nb">${one.text}</td><td>${one.answerValueSet}${(one.answerOption ?? []).map(optionText).join(', ')}${(one.enableWhen ?? []).map(({ question, operator }) => html`<br><small>when ${question} ${operator}</small>`)}</td></tr>\n`,
    ...itemRows(one.item ?? [], depth + 1),
  ]);
}

/** The items of a form. */
export function formBody(definition: Definition): Markup {
  return html`<table><thead><tr><th>linkId</th><th>Type</th><th>English</th><th>Bokmål</th><th>Answers</th></tr></thead><tbody>
${itemRows(definition.item ?? [], 0)}</tbody></table>`;
}

/** The parameters of an operation. */
export function operationBody(definition: Definition): Markup {
  const rows = (definition.parameter ?? []).map(
    ({ name, use, min, max, type, documentation }) =>
      html`<tr><td><code>${name}</code></td><td>${use}</td><td>${min}..${max}</td><td>${type}</td><td>${documentation}</td></tr>\n`,
  );
  return html`<p>${definition.comment}</p><p>Based on <code>${definition.base}</code>.</p>
<table><thead><tr><th>Parameter</th><th>Use</th><th>Card.</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** How a search parameter is used, and what it reads. */
export function searchBody({ base, code, type, expression }: Definition): Markup {
  return html`<p><code>${base}?${String(code)}=</code>, ${type}.</p><p>Reads <code>${expression}</code>.</p>`;
}
