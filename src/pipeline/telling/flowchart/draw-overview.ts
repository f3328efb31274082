// What does the pathway look like from far? Stages as boxes in order, those that may come beside them to the right.

import { html, type Markup } from '../../../domain/markup.ts';
import { ARROW } from './document.ts';
import type { StageSteps } from './list-steps.ts';
import { FLOW_WORDS, type Tongue } from './words.ts';

const BOX = { width: 360, height: 58, gap: 34 };
const SIDE_X = 420;
const WIDTH = SIDE_X + BOX.width + 10;

/** An SVG; each box is a link to its stage on the page. */
export function drawOverview(stages: readonly StageSteps[], tongue: Tongue): Markup {
  const main = stages.filter(({ stage }) => !stage.side);
  const step = BOX.height + BOX.gap;
  const height = Math.max(main.length * step - BOX.gap, BOX.height) + 20;
  const rows = new Map(main.map(({ stage }, at) => [stage.id, 10 + at * step]));
  const sides = stages.filter(({ stage }) => stage.side);
  const arrows = main.slice(1).map((_, at) => {
    const top = 10 + at * step + BOX.height;
    return html`<path class="line" marker-end="url(#arrow)" d="M${10 + BOX.width / 2} ${top}V${top + BOX.gap - 3}"/>`;
  });
  return html`<svg role="group" aria-label="${FLOW_WORDS[tongue].overview}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" xmlns="http://www.w3.org/2000/svg">${ARROW}
${arrows}${main.map((one) => box(one, 10, rows.get(one.stage.id) ?? 10, tongue))}
${sides.map((one, at) => box(one, SIDE_X, besideOf(one, stages, rows, at * step), tongue))}</svg>`;
}

/** A side stage stands beside the stage before it. */
function besideOf(
  side: StageSteps,
  stages: readonly StageSteps[],
  rows: ReadonlyMap<string, number>,
  otherwise: number,
): number {
  const at = stages.indexOf(side);
  const before = stages.slice(0, at).findLast(({ stage }) => !stage.side);
  const behind = stages.slice(0, at).filter(({ stage }) => stage.side);
  const row = rows.get(before?.stage.id ?? '') ?? otherwise + 10;
  // Two in a row beside the same stage would lie on each other: the second stands one lower.
  const beside = behind.filter((one) => stages.indexOf(one) > stages.findIndex((main) => main === before));
  return row - beside.length * (BOX.height + BOX.gap);
}

function box({ stage, steps }: StageSteps, x: number, y: number, tongue: Tongue): Markup {
  const words = FLOW_WORDS[tongue];
  return html`<a href="#${stage.id}"><rect class="${stage.side ? 'box side' : 'box'}" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="6"/>
<text x="${x + 14}" y="${y + 24}">${stage[tongue]}</text><text x="${x + 14}" y="${y + 44}">${steps.length} ${words.steps}</text></a>`;
}
