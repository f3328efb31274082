// What does an action of a pathway do, when, for whom and on what basis? One section of a layer's page.

import type { Action, Draft, Named, Pathways, Sending } from '../pathways.ts';
import { profileFor, profileUrl } from '../which.ts';
import type { Link } from './elements.ts';
import { html, type Markup } from './html.ts';
import { condition, eventLink, listOf } from './references.ts';

const MODES = {
  AUTO: 'goes by itself | går av seg selv',
  PROP: 'a draft that a person activates | et utkast en person aktiverer',
  HUMAN: 'a task only a person can do | en oppgave bare en person kan gjøre',
} as const;

const SYSTEM = 'https://lenke.example/fhir/CodeSystem';

/** A template with `{ $concept: list#code }` written out, as the pathway writes it out. */
function writtenOut(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(writtenOut);
  if (typeof part !== 'object' || part === null) return part;
  const concept: unknown = Reflect.get(part, '$concept');
  if (typeof concept === 'string') {
    const [list = '', code = ''] = concept.split('#');
    return { coding: [{ system: `${SYSTEM}/${list}`, code }] };
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, writtenOut(value)]));
}

/** The profile a draft follows; undefined when none is made for it. */
export function profileOfDraft({ resource }: Draft): string | undefined {
  return profileFor(writtenOut(resource) as Readonly<Record<string, unknown>>);
}

function draftItem(draft: Draft, data: Pathways, link: Link): Markup {
  const profile = profileOfDraft(draft);
  const shown =
    profile === undefined ? html`${draft.resource['resourceType'] as string}` : link(profileUrl(profile));
  return html`<li><code>${draft.as}</code>: ${shown}${draft.when !== undefined && html`, when ${condition(draft.when, data)}`}</li>`;
}

function basisText(code: string, { basis }: Pathways): Markup {
  const words = basis[code];
  if (!words) return html`${code}`;
  return html`<a href="pathway-law.html#${code}">${code}</a> (${words.en} | <span lang="nb">${words.nb}</span>)`;
}

/** Roles and expressions; a role may count only under a condition. */
function codes(list: readonly Named[], data: Pathways): Markup {
  return listOf(
    list.map((one) =>
      typeof one === 'string'
        ? html`<code>${one}</code>`
        : html`<code>${one.role}</code>${one.if !== undefined && html` if ${condition(one.if, data)}`}`,
    ),
  );
}

function sendItem(send: Sending, data: Pathways): Markup {
  return html`<li>${codes(send.essential, data)} to ${codes(send.to, data)}${send.with && html`, with ${codes(send.with, data)}`}.
Basis: ${basisText(send.basis, data)}.${send.evaluate && html` Judged and recorded, never sent: ${codes(send.evaluate, data)}.`}${send.neverRoles && html` Never to ${codes(send.neverRoles, data)}.`}${send.delay !== undefined && html` After ${send.delay}.`}${send.onWithheld && html` When withheld: ${send.onWithheld.finding} and ${eventLink(send.onWithheld.event)}.`}</li>`;
}

type Row = readonly [label: string, value: Markup | string | undefined];

function rowsOf(action: Action, data: Pathways): readonly Row[] {
  const { ev, mode, owner, svc, start, due, escalate, each, req, effects, reason, approver } = action;
  return [
    ['When | Når', ev && listOf(ev.map(eventLink))],
    ['If | Hvis', action.if === undefined ? undefined : condition(action.if, data)],
    ['Owner | Ansvarlig', owner],
    ['Service | Tjeneste', svc],
    ['Kind | Type', action.kind],
    ['How | Hvordan', mode && `${MODES[mode]}${action.statutory === true ? '; statutory | lovpålagt' : ''}`],
    ['Start', start],
    ['Due | Frist', due],
    ['Escalated | Varsles videre', escalate],
    ['For each | For hver', each?.join(', ')],
    ['Also does | Gjør også', effects?.join(', ')],
    ['Changed because | Endret fordi', reason === undefined ? undefined : `${reason} (${approver ?? ''})`],
    ['Requirements | Krav', req?.join(', ')],
  ];
}

function timersOf({ id }: Action, { layers }: Pathways): readonly Markup[] {
  return layers.flatMap((layer) =>
    (layer.timers ?? [])
      .filter((timer) => timer.for === id)
      .map((timer) => html`<a href="pathway-${layer.layer}.html#${timer.id}">${timer.id}</a>`),
  );
}

/** The section of an action. */
export function actionSection(action: Action, data: Pathways, link: Link): Markup {
  const { produces = [], updates = [], sends = [] } = action;
  const timers = timersOf(action, data);
  const rows = rowsOf(action, data).filter(([, value]) => value !== undefined && value !== '');
  return html`<section id="${action.id}"><h3>${action.id}</h3>
<table><tbody>${rows.map(([label, value]) => html`<tr><th>${label}</th><td>${value}</td></tr>\n`)}</tbody></table>
${produces.length > 0 && html`<p>Drafts | Utkast</p><ul>${produces.map((draft) => draftItem(draft, data, link))}</ul>`}
${updates.length > 0 && html`<p>Changes | Endrer</p><ul>${updates.map(({ select, set }) => html`<li>${condition(select, data)} to <code>${JSON.stringify(set)}</code></li>`)}</ul>`}
${sends.length > 0 && html`<p>Sends | Sender</p><ul>${sends.map((send) => sendItem(send, data))}</ul>`}
${timers.length > 0 && html`<p>Timers | Frister: ${listOf(timers)}</p>`}</section>`;
}
