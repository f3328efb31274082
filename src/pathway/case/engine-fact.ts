// What is a fact that needs more than FHIRPath? A function of what is known.

import type { Temporal } from 'temporal-polyfill';
import type { CaseView, Child, Resource } from './case-view.ts';

/** What an engine fact may lean on. */
export interface FactInput {
  readonly view: CaseView;
  readonly today: Temporal.PlainDate;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Resources that mean the event at hand. */
  readonly triggers: readonly Resource[];
  /** The child the facts are about, when they are about one. */
  readonly child: Child | undefined;
  /** State of each child's machine after the event, by reference. */
  readonly childStates: ReadonlyMap<string, string>;
  /** Whether the law lets a role know of the case. */
  readonly permits: (role: string) => boolean;
  /** References and identifiers by which the party of a reference is known. */
  readonly keysOf: (reference: unknown) => readonly string[];
  /** Role of the service that fills a key of `services` here, such as `fhs` for `childHealth`. */
  readonly serviceRole: (service: string) => string | undefined;
  /** Offers that fit where she lives, the closest first. */
  readonly offers: () => readonly unknown[];
  /** Value of another fact. */
  readonly fact: (name: string) => unknown;
}

export type EngineFact = (input: FactInput) => unknown;
