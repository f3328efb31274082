// What is asked for, and answered, besides searches?

import type { StoredResource } from './stored.ts';

/** What is asked for. */
export interface CompartmentRequest {
  /** `Patient/1`. */
  readonly of: string;
  /** By type, the search parameters that make a member; undefined: any reference does. */
  readonly members: ReadonlyMap<string, readonly string[]> | undefined;
  /** Only these types; undefined: all. */
  readonly types: readonly string[] | undefined;
  /** Only what was written at this moment or later. */
  readonly since: Date | undefined;
  readonly count: number;
  readonly cursor?: string;
}

/** A page of members. */
export interface CompartmentPage<S extends StoredResource = StoredResource> {
  readonly members: readonly S[];
  readonly next?: string;
}

/** Which page of which part of a history. */
export interface HistoryRequest {
  readonly count: number;
  readonly cursor?: string;
  /** Versions made at this moment or later. */
  readonly since?: Date;
  /** Versions that were the current one at some moment between these two, both included. */
  readonly at?: { readonly from: Date; readonly to: Date };
}

/** What is in use, each once. */
export interface Labels {
  readonly profile: readonly unknown[];
  readonly tag: readonly unknown[];
  readonly security: readonly unknown[];
}
