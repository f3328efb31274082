// How does a person read a pathway? A page per layer, and one each for the facts, the events and the law they rest on.

import type { LawRule, Point, Way } from '../../src/disclosure/law-file.ts';
import type { EventRow, Layer, Pathways, Timer } from '../pathways.ts';
import { actionSection } from './actions.ts';
import type { Link } from './elements.ts';
import { html, type Markup, page } from './html.ts';
import { planPage } from './plan.ts';
import { condition, eventLink, listOf, pathwayPage } from './references.ts';

/** What layers, on one page. */
function indexPage({ layers }: Pathways, drawn: readonly string[]): string {
  const rows = layers.map(
    (
      one,
    ) => html`<tr><td><a href="${pathwayPage(one.layer)}">${one.layer}</a></td><td>${one.extends ?? ''}</td><td>${one.legal}</td>
<td>${one.source}${drawn.includes(one.layer) && html` (<a href="${planPage(one.layer)}">drawing | tegning</a>)`}</td><td>${one.actions?.length ?? 0}</td><td>${one.timers?.length ?? 0}</td></tr>\n`,
  );
  return page(
    'Pathways | Forløp',
    html`<p>Each layer adds to the one it extends. What it drafts follows a profile; what it sends rests on a legal basis and is decided anew at every attempt.</p>
<table><thead><tr><th>Layer</th><th>Extends</th><th>Law</th><th>Source</th><th>Actions</th><th>Timers</th></tr></thead><tbody>${rows}</tbody></table>
<ul><li><a href="pathway-facts.html">Facts</a></li><li><a href="pathway-events.html">Events</a></li><li><a href="pathway-law.html">Law</a></li></ul>`,
  );
}

/** When it comes: its start, its date, the reminders and repeats between. */
function whenOf({ start, due, escalate, also, repeat, until }: Timer): Markup {
  const parts = [
    ['due', due],
    ['start', start],
    ['reminder', escalate],
    ['also', also?.join(', ')],
    ['again', repeat],
    ['until', until],
  ].flatMap(([label, value]) =>
    value === undefined ? [] : [html`<div>${label} <code>${value}</code></div>`],
  );
  return html`${parts}`;
}

/** What makes it met, in words and by what the gateway sees. */
function metOf({ metWhen, metBy, metOn, metOnEvent }: Timer): Markup {
  return html`${metWhen}${metBy !== undefined && html`<div><code>${metBy}</code></div>`}${metOn && html`<div>delivery ${metOn.join(', ')}</div>`}${metOnEvent && html`<div>${listOf(metOnEvent.map(eventLink))}</div>`}`;
}

function breachOf({ breach, raises }: Timer): Markup {
  const told =
    typeof breach === 'object' &&
    html`<div>${breach.to}: ${breach.en}</div><div lang="nb">${breach.nb}</div>`;
  return html`${told}${raises !== undefined && html`<div>${eventLink(raises)}</div>`}`;
}

function timerRow(timer: Timer, home: (action: string) => string | undefined): Markup {
  const { id, req, each, on = [], cancelOn = [], reason, approver } = timer;
  const owner = timer.for === undefined ? undefined : home(timer.for);
  const action =
    owner === undefined
      ? html`${timer.for}`
      : html`<a href="${pathwayPage(owner)}#${timer.for}">${timer.for}</a>`;
  return html`<tr id="${id}"><td>${id}<br><small>${req}</small>${reason !== undefined && html`<div><small>${reason} (${approver})</small></div>`}</td>
<td>${action}${each !== undefined && `, ${each}`}</td><td>${listOf(on.map(eventLink))}</td><td>${whenOf(timer)}</td>
<td>${metOf(timer)}</td><td>${listOf(cancelOn.map(eventLink))}</td><td>${breachOf(timer)}</td></tr>\n`;
}

function timerTable(timers: readonly Timer[], home: (action: string) => string | undefined): Markup {
  return html`<h2>Timers (${timers.length})</h2><table><thead><tr><th>Timer</th><th>For</th><th>Starts on</th><th>When</th><th>Met by</th><th>Cancelled by</th><th>When it passes</th></tr></thead>
<tbody>${timers.map((timer) => timerRow(timer, home))}</tbody></table>`;
}

function parameterTable({ parameters = {}, services = {} }: Layer): Markup {
  const rows = [
    ...Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)] as const),
    ...Object.entries(services).map(([name, roles]) => [name, roles.join(', or ')] as const),
  ];
  return html`<h2>Parameters and services</h2><table><tbody>${rows.map(
    ([name, value]) => html`<tr><td><code>${name}</code></td><td>${value}</td></tr>\n`,
  )}</tbody></table>`;
}

/** Layers a layer builds on, the nearest first. */
function below(all: readonly Layer[], layer: Layer): readonly Layer[] {
  const parent = all.find((one) => one.layer === layer.extends);
  return parent ? [parent, ...below(all, parent)] : [];
}

function layerPage(data: Pathways, layer: Layer, link: Link): string {
  const parents = below(data.layers, layer);
  const home = (action: string): string | undefined =>
    [layer, ...parents].find(({ actions }) => actions?.some(({ id }) => id === action))?.layer;
  const { actions = [], timers = [], disable = [] } = layer;
  const inherited = parents.flatMap((parent) =>
    (parent.actions ?? []).map(
      ({ id }) =>
        html`<li><a href="${pathwayPage(parent.layer)}#${id}">${id}</a> <small>${parent.layer}</small></li>`,
    ),
  );
  return page(
    `Pathway ${layer.layer}`,
    html`<p>${layer.source}. Version ${layer.version}${parents.length > 0 && html`, on top of ${listOf(parents.map((one) => html`<a href="${pathwayPage(one.layer)}">${one.layer}</a>`))}`}.</p>
${parameterTable(layer)}
<h2>Actions (${actions.length})</h2>${actions.map((action) => actionSection(action, data, link))}
${disable.length > 0 && html`<h2>Disabled</h2><p>${disable.join(', ')}: ${layer.disableReason}</p>`}
${inherited.length > 0 && html`<h2>Actions of the layers below (${inherited.length})</h2><ul>${inherited}</ul>`}
${timers.length > 0 && timerTable(timers, home)}`,
  );
}

function factsPage(data: Pathways): string {
  const rows = data.facts.map(
    ({ id, expr, engine }) =>
      html`<tr id="${id}"><td><code>%${id}</code></td><td>${expr === undefined ? engine : condition(expr, data)}</td><td>${expr === undefined ? 'computed' : 'FHIRPath over the case'}</td></tr>\n`,
  );
  return page(
    'Facts | Fakta',
    html`<p>Named truths about a case. Empty is unknown, and never counts as false where somebody's safety rests on it.</p>
<table><thead><tr><th>Fact</th><th>How it is found</th><th>By</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

function eventRow(code: string, rows: readonly EventRow[], { layers }: Pathways): Markup {
  const actions = layers.flatMap((layer) =>
    (layer.actions ?? [])
      .filter(({ ev }) => ev?.includes(code))
      .map(({ id }) => html`<a href="${pathwayPage(layer.layer)}#${id}">${id}</a>`),
  );
  const means = rows.map(({ on, when }) => html`<div>${on}: <code>${when}</code></div>`);
  return html`<tr id="${code}"><td><code>${code}</code></td><td>${means.length > 0 ? means : 'raised by the gateway itself, or not read from a resource yet'}</td><td>${listOf(actions)}</td></tr>\n`;
}

function eventsPage(data: Pathways): string {
  const named = data.layers.flatMap(({ actions = [], timers = [] }) => [
    ...actions.flatMap(({ ev = [] }) => ev),
    ...actions.flatMap(({ sends = [] }) => sends.flatMap(({ onWithheld }) => onWithheld?.event ?? [])),
    ...timers.flatMap(({ cancelOn = [], on = [], raises, metOnEvent = [] }) => [
      ...cancelOn,
      ...on,
      ...metOnEvent,
      ...(raises === undefined ? [] : [raises]),
    ]),
  ]);
  const codes = [...new Set([...data.events.map(({ code }) => code), ...named])].toSorted();
  const rows = codes.map((code) =>
    eventRow(
      code,
      data.events.filter((one) => one.code === code),
      data,
    ),
  );
  return page(
    'Events | Hendelser',
    html`<p>Which resource means which event, and what the event starts.</p>
<table><thead><tr><th>Event</th><th>Resource that means it</th><th>Starts</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
}

/** One alternative of a rule: what must be there, in which cells, for whom. */
function wayLine({ cells, needs, rows, notRows, human, point }: Way): Markup {
  const parts = [
    needs.length > 0 ? needs.join(' + ') : 'nothing more',
    cells && `in ${cells.join(', ')}`,
    rows && `only ${rows.join(', ')}`,
    notRows && `not ${notRows.join(', ')}`,
    human === true && 'by a person',
    point !== undefined && html`<a href="pathway-law.html#${point}">${point}</a>`,
  ].flatMap((part) => (part === undefined || part === false ? [] : [html`${part}`]));
  return html`<div>${parts.map((part, at) => html`${at > 0 && '; '}${part}`)}</div>`;
}

function ruleRow({ id, basis, effect, human, ways, when, point }: LawRule): Markup {
  const open = point !== undefined && html`<div><a href="pathway-law.html#${point}">${point}</a></div>`;
  return html`<tr id="${id}"><td><code>${id}</code></td><td>${effect}${human && ', by a person'}</td><td>${basis.join(', ')}</td><td><p>${when.en}</p><p lang="nb">${when.nb}</p></td><td>${ways.map(wayLine)}${open}</td></tr>\n`;
}

function pointRow({ id, status, on, question, source, signOff }: Point): Markup {
  const signed = signOff ? `${signOff.by}, ${signOff.at}` : 'nobody yet';
  return html`<tr id="${id}"><td><code>${id}</code></td><td>${status}</td><td>${on ? 'on' : 'off'}</td><td>${question}</td><td>${source}</td><td>${signed}</td></tr>\n`;
}

function lawPage({ rules, points, basis }: Pathways): string {
  const words = Object.entries(basis).map(
    ([code, { nb, en }]) =>
      html`<tr id="${code}"><td><code>${code}</code></td><td>${en}</td><td lang="nb">${nb}</td></tr>\n`,
  );
  return page(
    'Law | Lov',
    html`<p>Rules are tried in order for each data class; what no rule permits is denied. Not legal advice.</p>
<table><thead><tr><th>Rule</th><th>Effect</th><th>Basis</th><th>When | Når</th><th>Needs, one line per way</th></tr></thead><tbody>${rules.map(ruleRow)}</tbody></table>
<h2>Not settled | Ikke avklart</h2><p>V verified, P partly, U unverified, D decided here. A rule whose point is off permits nothing.</p>
<table><thead><tr><th>Point</th><th>Status</th><th>Is</th><th>Question</th><th>Source</th><th>Signed off by</th></tr></thead><tbody>${points.map(pointRow)}</tbody></table>
<h2>Legal bases | Hjemler</h2><table><thead><tr><th>Code</th><th>English</th><th>Bokmål</th></tr></thead><tbody>${words}</tbody></table>`,
  );
}

/** Every page of the pathways, by file name. */
export function pathwayPages(
  data: Pathways,
  link: Link,
  drawn: readonly string[],
): ReadonlyMap<string, string> {
  return new Map([
    ['pathways.html', indexPage(data, drawn)],
    ['pathway-facts.html', factsPage(data)],
    ['pathway-events.html', eventsPage(data)],
    ['pathway-law.html', lawPage(data)],
    ...data.layers.map((layer): [string, string] => [pathwayPage(layer.layer), layerPage(data, layer, link)]),
  ]);
}
