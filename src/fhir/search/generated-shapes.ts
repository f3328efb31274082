// What do the generated forms say? generated/shapes.json, read once.

import { readFileSync } from 'node:fs';

/** By compartment and type: reference parameters, one of which must name the compartment's resource. */
export type Compartments = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Elements of a summary; `true`: the element as it is, otherwise what is kept inside. */
export interface SummaryTree {
  readonly [name: string]: true | SummaryTree;
}

/** By type: what its summary keeps, and what is always there. */
export type Shapes = Readonly<
  Record<string, { readonly summary: SummaryTree; readonly required: readonly string[] }>
>;

interface GeneratedShapes {
  readonly compartments: Compartments;
  readonly shapes: Shapes;
}

function read(): GeneratedShapes {
  const text = readFileSync(new URL('./generated/shapes.json', import.meta.url), 'utf8');
  const parsed: GeneratedShapes = JSON.parse(text);
  return parsed;
}

/** Compartments and summaries of R4. */
export const SHAPES: GeneratedShapes = read();
