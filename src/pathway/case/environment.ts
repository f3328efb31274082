// Which names may an expression use? Facts and drafts of a pathway, made ready once: naming one costs nothing until it is read.

import type { Facts } from './facts.ts';

/** Under this key an environment holds its facts. */
export const FACTS: unique symbol = Symbol('facts');

/** Under this key an environment holds what was drafted so far for its run: references by alias. */
export const DRAFTS: unique symbol = Symbol('drafts');

/** Names of the window bounds that expressions use beside the facts (facts/pathway.md 3.1). */
const WINDOWS = ['ga0', 't2Start', 'windowEnd'];

/**
 * What every environment stands on: each fact and each draft as a getter, a draft that was not made yet being empty. Without a
 * prototype of its own, so that `%toString` is unknown.
 */
export function environmentOf(facts: Iterable<string>, drafts: Iterable<string>): object {
  const ground = Object.create(null) as Record<string, unknown>;
  for (const name of drafts) {
    Object.defineProperty(ground, name, {
      get(this: { readonly [DRAFTS]?: Readonly<Record<string, unknown>> }) {
        return this[DRAFTS]?.[name] ?? [];
      },
      enumerable: true,
      configurable: true,
    });
  }
  for (const name of [...facts, ...WINDOWS]) {
    Object.defineProperty(ground, name, {
      get(this: { readonly [FACTS]: Facts }) {
        return this[FACTS].value(name);
      },
      enumerable: true,
      configurable: true,
    });
  }
  return ground;
}
