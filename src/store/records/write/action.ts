// What does an interaction come to once its resource is known?

import type { JsonObject } from '../../../domain/json.ts';
import type { SearchQuery } from '../../../fhir/search/query.ts';
import type { Found } from '../search/found.ts';
import type { Interaction, Wanted } from '../types.ts';

/** An interaction that knows its resource. `index` is its place among the interactions. */
export type Action =
  | {
      readonly kind: 'create';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly resource: JsonObject;
    }
  | {
      readonly kind: 'update';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly resource: JsonObject;
      readonly ifMatch: Wanted | undefined;
      /** known: an id that was never used is LENKE_UPDATE_CREATE. new: one in use is LENKE_ID_TAKEN. */
      readonly mustBe: 'any' | 'known' | 'new';
    }
  | {
      readonly kind: 'delete';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly ifMatch: Wanted | undefined;
    }
  /** A conditional create that found its resource. */
  | {
      readonly kind: 'existing';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly found: Found;
      /** What the caller sent, who may not know of what was found: it is answered with that. */
      readonly unseen?: JsonObject;
    }
  /** The same conditional create as one before it in this call. */
  | {
      readonly kind: 'same';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      readonly as: number;
    }
  | { readonly kind: 'none'; readonly index: number }
  | {
      readonly kind: 'read';
      readonly index: number;
      readonly type: string;
      readonly id: string;
      /** undefined: the current one. */
      readonly version: number | undefined;
    }
  | { readonly kind: 'search'; readonly index: number; readonly query: SearchQuery }
  | {
      readonly kind: 'history';
      readonly index: number;
      readonly asked: Extract<Interaction, { kind: 'history' }>;
    };

/** Place of an interaction, for failures. */
export function entryAt(index: number): string {
  return `Bundle.entry[${index}]`;
}
