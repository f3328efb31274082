// What does a profile say of each element? The table of a differential or a snapshot.

import type { Element } from '../definitions.ts';
import { translated } from '../languages.ts';
import { html, type Markup } from './html.ts';

/** Makes a link to a definition of ours or of R4. */
export type Link = (canonical: string) => Markup;

/** Invariants every element or resource of R4 has; they would hide the others. */
const EVERYWHERE = /^(ele-1|ext-1|dom-\d|ref-1)$/;

function valueOf(element: Element): Markup {
  const key = Object.keys(element).find((one) => /^(fixed|pattern|minValue|maxValue)[A-Z]/.test(one));
  if (key === undefined) return html``;
  const value = element[key];
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return html`<br>${key.replace(/[A-Z].*/, '')}: <code>${shown}</code>`;
}

function typesOf(element: Element, link: Link): readonly Markup[] {
  return (element.type ?? []).map((type, at) => {
    const own = type.profile?.[0] ?? `http://hl7.org/fhir/StructureDefinition/${type.code}`;
    const shown = type.code.startsWith('http://hl7.org/fhirpath/') ? html`string` : link(own);
    const targets = (type.targetProfile ?? []).map((target, n) => html`${n > 0 && ' | '}${link(target)}`);
    return html`${at > 0 && ', '}${shown}${targets.length > 0 && html`(${targets})`}`;
  });
}

function slicingOf({ slicing }: Element): Markup | undefined {
  if (!slicing) return undefined;
  const by = (slicing.discriminator ?? []).map(({ type, path }) => `${type}:${path}`).join(', ');
  return html` <small>(sliced by ${by}; ${slicing.rules})</small>`;
}

/** What must support asks, a line per party and language. */
function dutiesOf({ comment, _comment, mustSupport }: Element): Markup | undefined {
  if (mustSupport !== true || comment === undefined) return undefined;
  const lines = (text: string): readonly Markup[] =>
    text.split('\n\n').map((one, at) => html`${at > 0 && html`<br>`}${one}`);
  return html`<details><summary>Who does what | Hvem gjør hva</summary><p>${lines(comment)}</p><p lang="nb">${lines(translated(_comment, 'nb') ?? '')}</p></details>`;
}

function row(element: Element, link: Link): Markup {
  const depth = element.id.split('.').length - 1;
  const name = element.id.split('.').at(-1) ?? element.id;
  const { binding } = element;
  const rules = (element.constraint ?? []).filter(({ key }) => !EVERYWHERE.test(key));
  return html`<tr><td style="padding-left:${depth}rem">${element.sliceName === undefined ? name : html`<span class="slice">${name}</span>`}${element.mustSupport === true && html` <span class="must" title="must support">S</span>`}${slicingOf(element)}</td>
<td>${element.min === undefined && element.max === undefined ? '' : `${element.min ?? ''}..${element.max ?? ''}`}</td>
<td>${typesOf(element, link)}</td>
<td>${element.short}${valueOf(element)}${binding?.valueSet !== undefined && html`<br>${link(binding.valueSet)} (${binding.strength})`}${rules.map(({ key, human }) => html`<br><strong>${key}</strong>: ${human}`)}${dutiesOf(element)}</td></tr>
`;
}

/** The table of these elements. */
export function elementTable(elements: readonly Element[], link: Link): Markup {
  return html`<table><thead><tr><th>Element</th><th>Card.</th><th>Type</th><th>Meaning</th></tr></thead><tbody>
${elements.map((element) => row(element, link))}</tbody></table>`;
}
