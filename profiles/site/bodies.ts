// What does the page of a form, an operation or a search parameter show?

import type { Definition } from '../definitions.ts';
import { type Translated, translated } from '../languages.ts';
import { html, type Markup } from './html.ts';

interface Item {
  readonly linkId: string;
  readonly type: string;
  readonly text?: string;
  readonly _text?: Translated;
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly answerValueSet?: string;
  readonly answerOption?: readonly Readonly<Record<string, unknown>>[];
  readonly enableWhen?: readonly { readonly question: string; readonly operator: string }[];
  readonly item?: readonly Item[];
}

interface Parameter {
  readonly name: string;
  readonly use: string;
  readonly min: number;
  readonly max: string;
  readonly type?: string;
  readonly documentation?: string;
}

/** A property of a definition whose type the site does not name. */
function listIn<T>(definition: Definition, key: string): readonly T[] {
  const value: unknown = Reflect.get(definition, key);
  return Array.isArray(value) ? (value as T[]) : [];
}

function optionText(option: Readonly<Record<string, unknown>>): string {
  const [value] = Object.values(option);
  if (typeof value !== 'object' || value === null) return String(value);
  return String(Reflect.get(value, 'display') ?? Reflect.get(value, 'code'));
}

function itemRows(items: readonly Item[], depth: number): readonly Markup[] {
  return items.flatMap((one) => [
    html`<tr><td style="padding-left:${depth}rem"><code>${one.linkId}</code></td><td>${one.type}${one.required === true && ', required'}${one.repeats === true && ', repeats'}</td>
<td>${translated(one._text, 'en')}</td><td lang="nb">${one.text}</td><td>${one.answerValueSet}${(one.answerOption ?? []).map(optionText).join(', ')}${(one.enableWhen ?? []).map(({ question, operator }) => html`<br><small>when ${question} ${operator}</small>`)}</td></tr>\n`,
    ...itemRows(one.item ?? [], depth + 1),
  ]);
}

/** The items of a form. */
export function formBody(definition: Definition): Markup {
  return html`<table><thead><tr><th>linkId</th><th>Type</th><th>English</th><th>Bokmål</th><th>Answers</th></tr></thead><tbody>
${itemRows(listIn<Item>(definition, 'item'), 0)}</tbody></table>`;
}

/** The parameters of an operation. */
export function operationBody(definition: Definition): Markup {
  const base: unknown = Reflect.get(definition, 'base');
  const rows = listIn<Parameter>(definition, 'parameter').map(
    ({ name, use, min, max, type, documentation }) =>
      html`<tr><td><code>${name}</code></td><td>${use}</td><td>${min}..${max}</td><td>${type}</td><td>${documentation}</td></tr>\n`,
  );
  return html`<p>${String(Reflect.get(definition, 'comment') ?? '')}</p><p>Based on <code>${String(base)}</code>.</p>
<table><thead><tr><th>Parameter</th><th>Use</th><th>Card.</th><th>Type</th><th>Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** How a search parameter is used, and what it reads. */
export function searchBody(definition: Definition): Markup {
  const [base] = listIn<string>(definition, 'base');
  const [code, type, expression] = ['code', 'type', 'expression'].map((key) =>
    String(Reflect.get(definition, key)),
  );
  return html`<p><code>${base}?${code}=</code>, ${type}.</p><p>Reads <code>${expression}</code>.</p>`;
}
