// What goes into the index tables for a resource, and what does a criterion ask of them?

import type { SearchPrefix } from './query.ts';

/** 1: the resource's least value of the parameter; 2: its greatest; 3: both, it is the only one. Sorting reads one row per resource. */
export type Edge = 0 | 1 | 2 | 3;

/** Rows of one resource for the four index tables. */
export interface IndexEntries {
  readonly eq: readonly bigint[];
  readonly ref: readonly { readonly target: bigint; readonly parameter: number }[];
  readonly str: readonly { readonly parameter: number; readonly value: string; readonly edge: Edge }[];
  readonly ord: readonly {
    readonly parameter: number;
    readonly lo: number;
    readonly hi: number;
    readonly edge: Edge;
  }[];
  /** Bit i: parameter i of the type has a value. */
  readonly present: bigint;
}

/** A range of numbers or of milliseconds since 1970, both ends included. */
export interface Range {
  readonly lo: number;
  readonly hi: number;
}

export interface OrdTest extends Range {
  readonly prefix: SearchPrefix;
}

export interface StrTest {
  readonly match: 'prefix' | 'contains' | 'equal';
  readonly value: string;
}

/** What the index tables must hold; alternatives inside one condition are OR. */
export type Condition =
  | {
      readonly kind: 'eq';
      readonly negate: boolean;
      readonly hashes: readonly bigint[];
      /** True for what nearly everything has, such as a unit: checked, but never walked along when there is anything else. */
      readonly weak?: true;
    }
  | {
      readonly kind: 'ref';
      readonly negate: boolean;
      /** Alternatives: any of these parameters points at any of the targets. */
      readonly parameters: readonly number[];
      readonly targets: readonly bigint[];
    }
  | { readonly kind: 'str'; readonly parameter: number; readonly tests: readonly StrTest[] }
  | {
      readonly kind: 'ord';
      readonly parameter: number;
      readonly single: boolean;
      readonly tests: readonly OrdTest[];
    }
  /** The resource is one of these (hashes of `Type/id`). */
  | { readonly kind: 'self'; readonly hashes: readonly bigint[] }
  | { readonly kind: 'id'; readonly negate: boolean; readonly ids: readonly string[] }
  | { readonly kind: 'missing'; readonly bit: number; readonly missing: boolean };
