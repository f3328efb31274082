// Where can a case stand, and what moves it? The page of the machines: a drawing and a table for mother and child.

import { html, type Markup } from '../../../domain/markup.ts';
import type { Flow } from '../../../pathway/layers/flow.ts';
import type { Machine, Machines } from '../../../pathway/states/machine.ts';
import { ARROW, document } from './document.ts';
import { FLOW_WORDS, type Tongue } from './words.ts';

const BOX = { width: 300, height: 40, gap: 26, lane: 26 };

/** A way from state to state, with its row in the table. */
interface Way {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** The page as one HTML document without anything from elsewhere. */
export function statesPage(machines: Machines, flow: Flow, tongue: Tongue): string {
  const words = FLOW_WORDS[tongue];
  return document(
    tongue,
    words.states,
    html`${machine(machines.mother, words.mother, flow, tongue)}${machine(machines.child, words.child, flow, tongue)}`,
  );
}

function machine(one: Machine, title: string, flow: Flow, tongue: Tongue): Markup {
  const words = FLOW_WORDS[tongue];
  const rows = one.transitions.map(({ from, ev, if: when, to }, at) => {
    const events = ev.map((code) => flow.events[code]?.[tongue] ?? code).join(` ${words.or} `);
    const { expression } = when;
    const said = flow.conditions[expression]?.[tongue];
    const condition = expression === 'true' ? '' : (said ?? html`<code>${expression}</code>`);
    return html`<tr><td>${at + 1}</td><td>${from.map((name) => nameOf(name, one, tongue)).join(', ')}</td><td>${events}</td><td>${condition}</td><td>${nameOf(to, one, tongue)}</td></tr>`;
  });
  const heads = ['', words.from, words.when, words.condition, words.to];
  return html`<section><h2>${title}</h2>${draw(one, title, tongue)}
<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></section>`;
}

function nameOf(state: string, { states }: Machine, tongue: Tongue): string {
  if (state === '*') return FLOW_WORDS[tongue].anyState;
  return states.find(({ id }) => id === state || id.startsWith(`${state}.`))?.[tongue] ?? state;
}

/** Ways that can be drawn: from one state to another. Those from every state stand in the table alone. */
function waysOf({ states, transitions }: Machine): readonly Way[] {
  const at = (name: string) => states.findIndex(({ id }) => id === name || id.startsWith(`${name}.`));
  return transitions.flatMap(({ from, to }, row) =>
    from.flatMap((name): Way[] => {
      const way = { row: row + 1, from: at(name), to: at(to) };
      return name === '*' || way.from < 0 || way.to < 0 || way.from === way.to ? [] : [way];
    }),
  );
}

/** States from above to below, ways as lines on the right: the further they reach, the further out. */
function draw(one: Machine, title: string, tongue: Tongue): Markup {
  const ways = waysOf(one).toSorted((a, b) => Math.abs(a.to - a.from) - Math.abs(b.to - b.from));
  const step = BOX.height + BOX.gap;
  const width = BOX.width + 30 + ways.length * BOX.lane;
  const height = one.states.length * step;
  const middle = (state: number) => 8 + state * step + BOX.height / 2;
  const boxes = one.states.map(
    (state, at) =>
      html`<rect class="box" x="8" y="${8 + at * step}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="20" y="${middle(at) + 5}">${state[tongue]} (${state.phase})</text>`,
  );
  const lines = ways.map(({ row, from, to }, lane) => {
    const x = BOX.width + 8 + (lane + 1) * BOX.lane;
    const offset = ((lane % 5) - 2) * 5;
    const [start, end] = [middle(from) + offset, middle(to) + offset];
    return html`<path class="line" marker-end="url(#arrow)" d="M${BOX.width + 8} ${start}H${x}V${end}H${BOX.width + 11}"/><text x="${x + 3}" y="${(start + end) / 2}">${row}</text>`;
  });
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg">${ARROW}${lines}${boxes}</svg>`;
}
