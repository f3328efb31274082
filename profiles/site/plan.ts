// How does a pathway look at one glance? A drawing of its PlanDefinition: events, the actions they set off, and what comes after what.

import type { PlanDefinition, PlanDefinitionAction } from '@medplum/fhirtypes';
import { html, Markup, page } from './html.ts';
import { pathwayPage } from './references.ts';

/** Sizes in the units of the drawing; an action is two lines of text high. */
const ROW = 44;
const BOX = { event: 230, action: 520, height: 36 };
const GAP = 90;
/** Room on the right for the lines of relations. */
const RIGHT = 140;
const ACTIONS_AT = BOX.event + GAP;
const WIDTH = ACTIONS_AT + BOX.action + RIGHT;

/** Name of the page of a layer's drawing. */
export function planPage(layer: string): string {
  return `plan-${layer}.html`;
}

interface Placed {
  readonly action: PlanDefinitionAction;
  readonly y: number;
}

interface Event {
  readonly code: string;
  readonly y: number;
}

interface Drawing {
  readonly actions: readonly Placed[];
  readonly events: readonly Event[];
  readonly height: number;
}

/** Actions from top to bottom by the first event that sets them off; each event stands at its first action. */
function place(plan: PlanDefinition): Drawing {
  const codes = [...new Set((plan.action ?? []).map(firstEvent))];
  const sorted = (plan.action ?? []).toSorted(
    (one, other) => codes.indexOf(firstEvent(one)) - codes.indexOf(firstEvent(other)),
  );
  const actions = sorted.map((action, row) => ({ action, y: row * ROW }));
  const named = sorted.flatMap(({ trigger }) => (trigger ?? []).flatMap(({ name }) => name ?? []));
  const leading = codes.map((code) => ({
    code,
    y: actions.find(({ action }) => firstEvent(action) === code)?.y ?? 0,
  }));
  // Events that set off nothing first stand below the others.
  const rest = [...new Set(named)].filter((code) => !codes.includes(code));
  const below = rest.map((code, at) => ({ code, y: (actions.length + at) * ROW }));
  return { actions, events: [...leading, ...below], height: (actions.length + rest.length) * ROW };
}

function firstEvent({ trigger }: PlanDefinitionAction): string {
  return trigger?.[0]?.name ?? '';
}

function eventBox({ code, y }: Event): Markup {
  return html`<g><rect class="event" x="0" y="${y}" width="${BOX.event}" height="${BOX.height}" rx="18"/>
<text x="14" y="${y + 23}">${code}</text></g>
`;
}

function actionBox({ action, y }: Placed, layer: string): Markup {
  const { id = '', title = '', condition = [] } = action;
  const own = action.type?.coding?.some(({ code }) => code === 'fire-event') === true;
  const when = condition[0]?.expression?.expression ?? '';
  return html`<g><title>${title}. ${when === 'true' ? '' : when}</title><a href="${planPage(layer)}#${id}"><rect class="${own ? 'own' : 'action'}" x="${ACTIONS_AT}" y="${y}" width="${BOX.action}" height="${BOX.height}" rx="4"/>
<text class="id" x="${ACTIONS_AT + 10}" y="${y + 15}">${id}</text><text x="${ACTIONS_AT + 10}" y="${y + 30}">${short(title)}</text></a></g>
`;
}

function short(text: string): string {
  return text.length > 84 ? `${text.slice(0, 83)}…` : text;
}

function triggerLines({ actions, events }: Drawing): readonly Markup[] {
  const at = new Map(events.map(({ code, y }) => [code, y]));
  return actions.flatMap(({ action, y }) =>
    (action.trigger ?? []).map(({ name = '' }) => {
      const from = (at.get(name) ?? 0) + BOX.height / 2;
      const to = y + BOX.height / 2;
      const middle = BOX.event + GAP / 2;
      return html`<path class="trigger" d="M${BOX.event} ${from}C${middle} ${from} ${middle} ${to} ${ACTIONS_AT} ${to}"/>
`;
    }),
  );
}

/** What comes after what: on the right, from the earlier action to the later. */
function relationLines({ actions }: Drawing): readonly Markup[] {
  const at = new Map(actions.map(({ action, y }) => [action.id, y]));
  const edge = ACTIONS_AT + BOX.action;
  return actions.flatMap(({ action, y }) =>
    (action.relatedAction ?? []).map(({ actionId, relationship, offsetDuration }) => {
      const from = (at.get(actionId) ?? 0) + BOX.height / 2;
      const to = y + BOX.height / 2;
      const out = edge + Math.min(RIGHT - 10, 30 + Math.abs(to - from) / 8);
      const offset = offsetDuration ? ` ${offsetDuration.value ?? ''} ${offsetDuration.unit ?? ''}` : '';
      return html`<path class="relation" marker-end="url(#after)" d="M${edge} ${from}C${out} ${from} ${out} ${to} ${edge} ${to}"><title>${action.id}: ${relationship}${offset} ${actionId}</title></path>
`;
    }),
  );
}

const STYLE = new Markup(`<style>svg{width:100%;height:auto;font:12px system-ui,sans-serif}
svg text{fill:currentColor}svg .id{font-weight:600}svg .event{fill:none;stroke:#0050b3}svg .action{fill:none;stroke:currentColor}
svg .own{fill:none;stroke:currentColor;stroke-dasharray:5 4}svg .trigger{fill:none;stroke:#8894a8}
svg .relation{fill:none;stroke:#a40000;stroke-width:1.5}@media(prefers-color-scheme:dark){svg .event{stroke:#8ab4ff}svg .relation{stroke:#ff9a9a}}</style>`);

/** The drawing itself. */
export function planSvg(plan: PlanDefinition, layer: string): Markup {
  const drawing = place(plan);
  return html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${plan.title ?? ''}" viewBox="-2 -2 ${WIDTH + 4} ${drawing.height + 4}">
<defs><marker id="after" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="relation" d="M0 0L8 4L0 8"/></marker></defs>
${triggerLines(drawing)}${relationLines(drawing)}${drawing.events.map(eventBox)}${drawing.actions.map((one) => actionBox(one, layer))}</svg>`;
}

function actionRow(action: PlanDefinitionAction): Markup {
  const { id = '', title, description, participant = [], trigger = [], condition = [] } = action;
  const drafts = (action.action ?? []).map(({ id: one, definitionCanonical, condition: when }) => {
    const named = definitionCanonical?.replace(/^.*\//, '') ?? one;
    return html`<div><code>${named}</code>${when && html` when <code>${when[0]?.expression?.expression}</code>`}</div>`;
  });
  return html`<tr id="${id}"><td>${id}</td><td>${title}<div lang="nb">${description}</div></td><td>${trigger.map(({ name }) => html`<div>${name}</div>`)}</td>
<td><code>${condition[0]?.expression?.expression}</code></td><td>${participant.map(({ role }) => html`<div>${role?.text}</div>`)}</td><td>${action.textEquivalent}</td><td>${drafts}</td></tr>
`;
}

/** The page of a plan: the drawing, and each action in words. */
export function planPageOf(plan: PlanDefinition, layer: string): string {
  return page(
    `${plan.title ?? layer} as a drawing`,
    html`${STYLE}<p><code>${plan.url}</code> ${plan.version}. Events on the left set off the actions on the right; a red line leads from an action to what comes
after it; a dashed box is what the gateway does itself. <a href="${pathwayPage(layer)}">The layer in words</a>.</p>
<p lang="nb">Hendelser til venstre utløser tiltakene til høyre; en rød linje går fra et tiltak til det som kommer etter; stiplet er det gatewayen gjør selv.</p>
${planSvg(plan, layer)}
<h2>Actions | Tiltak</h2><table><thead><tr><th>Id</th><th>What | Hva</th><th>When | Når</th><th>If | Hvis</th><th>Who | Hvem</th><th>Dates | Datoer</th><th>Drafts | Utkast</th></tr></thead><tbody>
${(plan.action ?? []).map(actionRow)}</tbody></table>`,
  );
}
