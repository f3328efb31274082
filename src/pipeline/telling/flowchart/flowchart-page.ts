// What does a midwife follow? The page of a place: who coordinates, the stages, the steps in order, and the offers.

import { html, type Markup } from '../../../domain/markup.ts';
import type { CodeNames } from '../../../fhir/code-names.ts';
import type { Coordination } from '../../../network/coordination.ts';
import { GROUND_WORDS, UNKNOWN_TEXTS } from '../../../network/place-texts.ts';
import type { Service } from '../../../network/service.ts';
import { document } from './document.ts';
import { drawOverview } from './draw-overview.ts';
import type { StageSteps, Step } from './list-steps.ts';
import { FLOW_WORDS, type Tongue } from './words.ts';

/** What the page is made from. */
export interface FlowchartContent {
  readonly coordination: Coordination;
  readonly stages: readonly StageSteps[];
  /** Titles of actions nobody here can own. */
  readonly unstaffed: readonly string[];
  readonly offers: readonly Service[];
  readonly names: CodeNames;
  readonly tongue: Tongue;
  readonly version?: string;
}

/** The page as one HTML document without anything from elsewhere. */
export function flowchartPage(content: FlowchartContent): string {
  const { coordination, stages, tongue, version } = content;
  const { place } = coordination;
  const words = FLOW_WORDS[tongue];
  const where = `${place.name}${place.number === undefined ? '' : ` (${place.number})`}`;
  const which = place.layer === undefined ? words.noLayer : `${place.layer} ${version ?? ''}`;
  return document(
    tongue,
    `${words.title} ${where}`,
    html`<p>${which}</p>${stages.length > 0 && html`<p>${words.howToRead}</p>`}
${coordinators(coordination, tongue)}
${stages.length > 0 && html`<section><h2>${words.overview}</h2>${drawOverview(stages, tongue)}</section>`}
${stages.map((one) => section(one, tongue))}${missing(content)}${offerTable(content)}`,
  );
}

function coordinators({ coordinators: list, unknown }: Coordination, tongue: Tongue): Markup {
  const words = FLOW_WORDS[tongue];
  const rows = list.map(({ says, service, ground, basis, unknown: gaps }) => {
    const contact = (service?.contacts ?? []).map(({ value }) => value).join(', ');
    const law = `${GROUND_WORDS[ground][tongue]}${basis === undefined ? '' : ` ${basis}`}`;
    const asked = gaps.map((gap) => html`<br>${words.unknown}: ${UNKNOWN_TEXTS[gap][tongue]}`);
    return html`<tr><td>${says[tongue]}</td><td>${service?.name ?? '–'}${contact !== '' && html`<br>${contact}`}</td><td>${law}${asked}</td></tr>`;
  });
  return html`<section><h2>${words.coordinator}</h2><table><tbody>${rows}</tbody></table>
${unknown.map((gap) => html`<p>${words.unknown}: ${UNKNOWN_TEXTS[gap][tongue]}</p>`)}</section>`;
}

function section({ stage, steps }: StageSteps, tongue: Tongue): Markup {
  return html`<section class="stage" id="${stage.id}"><h2>${stage[tongue]}</h2><ol class="steps">${steps.map((step) => item(step, tongue))}</ol></section>`;
}

function item(step: Step, tongue: Tongue): Markup {
  const words = FLOW_WORDS[tongue];
  const { condition, service } = step;
  const contact = (service?.contacts ?? []).map(({ value }) => value).join(', ');
  const lines: readonly (readonly [string, Markup | string])[] = [
    [words.when, step.when],
    ...(condition
      ? [[words.condition, condition.isCode ? html`<code>${condition.text}</code>` : condition.text] as const]
      : []),
    [words.owner, step.owner],
    [words.deadline, step.deadline],
    ...(service ? [[words.service, service.name] as const] : []),
    ...(contact === '' ? [] : [[words.contact, contact] as const]),
  ];
  return html`<li class="${step.mode.toLowerCase()}" id="${step.id}"><h3>${step.title}</h3>
<dl>${lines.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p class="marks"><span>${words.modes[step.mode]}</span>${step.statutory && html`<span>${words.statutory}</span>`}<small>${step.id}</small></p></li>`;
}

function missing({ unstaffed, tongue }: FlowchartContent): Markup | false {
  if (unstaffed.length === 0) return false;
  return html`<section><h2>${FLOW_WORDS[tongue].unstaffed}</h2><ul>${unstaffed.map((one) => html`<li>${one}</li>`)}</ul></section>`;
}

function offerTable({ offers, names, tongue }: FlowchartContent): Markup {
  const words = FLOW_WORDS[tongue];
  const said = (codes: readonly string[]) => codes.map((code) => names(code, tongue)).join(', ');
  const rows = offers.map(
    ({ name, levels, needs, contacts, terms, verified }) =>
      html`<tr><td>${said(levels)}</td><td>${name}${terms.map((term) => html`<br><small>${term}</small>`)}</td><td>${said(needs)}</td><td>${contacts.map(({ value }) => value).join(', ') || '–'}</td><td>${verified ?? '–'}</td></tr>`,
  );
  const heads = [words.level, words.offer, words.need, words.contact, words.verified];
  return html`<section id="offers"><h2>${words.offers}</h2>${
    offers.length === 0
      ? html`<p>${words.none}</p>`
      : html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`
  }</section>`;
}
