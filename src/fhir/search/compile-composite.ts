// What does a composite criterion ask, and do all its parts meet in one place of a resource?

import { badValue, type CompiledCriterion } from './compiled.ts';
import { splitAt, unescape } from './escape.ts';
import type { SearchParameter } from './parameters.ts';

/** Kinds whose values keep their escapes until they are taken apart. */
export const KEEPS_ESCAPES: ReadonlySet<string> = new Set(['token', 'quantity', 'composite']);

/**
 * `code$value` (R4 search, 3.1.1.4.17 "composite"): each part narrows by the index of its own parameter, and the content
 * tells whether they meet in the same element. No index rows of its own.
 */
export function compileComposite(
  parameter: SearchParameter,
  values: readonly string[],
  compilePart: (part: SearchParameter, values: readonly string[]) => CompiledCriterion,
): CompiledCriterion {
  const { parts, read } = parameter;
  const alternatives = values.map((value) => {
    const pieces = splitAt(value, '$');
    if (pieces.length === parts.length && !pieces.includes('')) return pieces;
    throw badValue(parameter, `expected ${parts.map((part) => part.code).join('$')}`);
  });
  const piecesOf = (part: SearchParameter, at: number): readonly string[] =>
    alternatives.map((pieces) => {
      const piece = pieces[at] ?? '';
      return KEEPS_ESCAPES.has(part.kind) ? piece : unescape(piece);
    });
  const tests = alternatives.map((_, place) =>
    parts.map((part, at) => compilePart(part, piecesOf(part, at).slice(place, place + 1))),
  );
  return {
    conditions: parts.flatMap((part, at) => compilePart(part, piecesOf(part, at)).conditions),
    exact: false,
    answers: (resource) =>
      read(resource).some((element) => tests.some((all) => all.every((part) => part.answers(element)))),
  };
}
