// What do the generated forms say? generated/shapes.json, read once.

import { readFileSync } from 'node:fs';
import type { Compartments } from './compartments.ts';
import type { Shapes } from './shape.ts';

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
