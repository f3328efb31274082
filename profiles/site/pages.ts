// Which pages does the site have? One per definition and example, those of the pathways, and an index.

import type { PlanDefinition } from '@medplum/fhirtypes';
import type { Concept, Definition, Example } from '../definitions.ts';
import { meanings } from '../meanings.ts';
import type { Pathways } from '../pathways.ts';
import { formBody, operationBody, searchBody } from './bodies.ts';
import { elementTable, type Link } from './elements.ts';
import { html, type Markup, page } from './html.ts';
import { mustSupportPage } from './must-support.ts';
import { planPage, planPageOf } from './plan.ts';
import { pathwayPages } from './pathways.ts';
import { descriptionOf, line, paragraphs, titleOf } from './words.ts';

const R4 = 'http://hl7.org/fhir/R4';

/** Name of the page of a resource. */
export function pageName({
  resourceType,
  id,
}: {
  readonly resourceType: string;
  readonly id: string;
}): string {
  return `${resourceType}-${id}.html`;
}

function linker(definitions: readonly Definition[]): Link {
  const ours = new Map(definitions.map((one) => [one.url, one]));
  return (canonical) => {
    const url = canonical.replace(/\|.*$/, '');
    const known = ours.get(url);
    const last = url.split('/').at(-1) ?? url;
    if (known) return html`<a href="${pageName(known)}">${titleOf(known).en}</a>`;
    if (!url.startsWith('http://hl7.org/fhir/')) return html`<code>${url}</code>`;
    const file = url.includes('/ValueSet/') ? `valueset-${last}` : last.toLowerCase();
    return html`<a href="${R4}/${file}.html">${last}</a>`;
  };
}

function json(resource: object): Markup {
  return html`<details><summary>JSON</summary><pre>${JSON.stringify(resource, null, 2)}</pre></details>`;
}

function concepts(list: readonly Concept[]): Markup {
  return html`<table><thead><tr><th>Code</th><th>English</th><th>Bokmål</th></tr></thead><tbody>
${list.map(({ code, display, designation }) => html`<tr><td><code>${code}</code></td><td>${display}</td><td>${designation?.find(({ language }) => language === 'nb')?.value}</td></tr>\n`)}</tbody></table>`;
}

function profileBody(definition: Definition, link: Link, shown: readonly Example[]): Markup {
  const base = definition.baseDefinition;
  const list = shown.map((one) => html`<li><a href="${pageName(one)}">${one.id}</a></li>`);
  return html`${base !== undefined && html`<p>Built on ${link(base)}. What must support (S) asks of whom stands under each element that has it.</p>`}
<h2>What it adds</h2>${elementTable(definition.differential?.element ?? [], link)}
${list.length > 0 && html`<h2>Examples</h2><ul>${list}</ul>`}
<details><summary>Everything (snapshot)</summary>${elementTable(definition.snapshot?.element ?? [], link)}</details>`;
}

function valueSetBody(definition: Definition, link: Link): Markup {
  return html`${(definition.compose?.include ?? []).map(
    ({ system, concept, valueSet }) =>
      html`<h2>${system !== undefined && link(system)}${(valueSet ?? []).map(link)}</h2>${concept ? concepts(concept) : html`<p>All codes.</p>`}`,
  )}`;
}

const OTHER_BODIES: ReadonlyMap<string, (definition: Definition) => Markup> = new Map([
  ['Questionnaire', formBody],
  ['OperationDefinition', operationBody],
  ['SearchParameter', searchBody],
]);

function bodyOf(definition: Definition, link: Link, shown: readonly Example[]): Markup {
  if (definition.resourceType === 'StructureDefinition') return profileBody(definition, link, shown);
  if (definition.resourceType === 'ValueSet') return valueSetBody(definition, link);
  if (definition.resourceType === 'CodeSystem') return concepts(definition.concept ?? []);
  return OTHER_BODIES.get(definition.resourceType)?.(definition) ?? html``;
}

function definitionPage(definition: Definition, link: Link, shown: readonly Example[]): string {
  const { snapshot: _, ...rest } = definition;
  const url = definition.url ?? definition.uniqueId?.[0]?.value;
  return page(
    line(titleOf(definition)),
    html`<p><code>${url}</code> ${definition.version}</p>${paragraphs(descriptionOf(definition))}
${bodyOf(definition, link, shown)}${json(rest)}`,
  );
}

function examplePage(example: Example, link: Link): string {
  return page(example.id, html`<p>Example of ${example.meta.profile.map(link)}.</p>${json(example)}`);
}

function indexPage(definitions: readonly Definition[]): string {
  const groups = Map.groupBy(definitions, ({ resourceType }) => resourceType);
  const body = [...groups].map(([type, list]) => {
    const rows = list.map(
      (one) =>
        html`<tr><td><a href="${pageName(one)}">${titleOf(one).en}</a></td><td lang="nb">${titleOf(one).nb}</td><td>${one.type}</td><td>${descriptionOf(one).en}</td></tr>\n`,
    );
    return html`<h2>${type} (${list.length})</h2><table><tbody>${rows}</tbody></table>`;
  });
  return page(
    'Profiles, terminology and pathways',
    html`<p><a href="pathways.html">Pathways | Forløp</a>: what happens when, who owns it, what is drafted and sent. <a href="must-support.html">Must support | Må støttes</a>: who fills, stores and shows each element.</p>${body}`,
  );
}

/** Every page of the site, by file name. */
export function pages(
  definitions: readonly Definition[],
  examples: readonly Example[],
  pathways: Pathways,
  plans: ReadonlyMap<string, PlanDefinition> = new Map(),
): ReadonlyMap<string, string> {
  const link = linker(definitions);
  const of = Map.groupBy(examples, ({ meta }) => meta.profile[0]);
  return new Map([
    ['index.html', indexPage(definitions)],
    ...definitions.map((one): [string, string] => [
      pageName(one),
      definitionPage(one, link, of.get(one.url ?? '') ?? []),
    ]),
    ...examples.map((one): [string, string] => [pageName(one), examplePage(one, link)]),
    ...pathwayPages(pathways, link, [...plans.keys()]),
    ...[...plans].map(([layer, plan]): [string, string] => [planPage(layer), planPageOf(plan, layer)]),
    ['must-support.html', mustSupportPage(meanings())],
  ]);
}
