// What is kept of search parameters that were added while the server runs?

import type { OwnParameter } from '../../fhir/search/parameters.ts';
import type { InteractionResult } from '../records/types.ts';
import type { Tx } from '../tx.ts';

/** Why one of the results cannot be used. */
export interface Unusable {
  /** Place among the results. */
  readonly index: number;
  /** Element of the SearchParameter that is to blame. */
  readonly element: string;
  readonly reason: string;
}

/** How a parameter stands: searched by when `ready`, written from `indexing` on. */
export type ParameterState = 'indexing' | 'ready' | 'refused' | 'removing' | 'gone';

/** A parameter as it is shown. */
export interface ParameterProgress {
  /** Of the SearchParameter resource. */
  readonly id: string;
  readonly url?: string;
  readonly code?: string;
  readonly base?: readonly string[];
  readonly state: ParameterState;
  /** Why it was refused. */
  readonly reason?: string;
  /** Resources looked at so far while it is indexed. */
  readonly done: number;
  readonly since: Date;
}

/** Search parameters that come as resources. */
export interface ParameterRoom {
  /** Every one that was sent, newest first. */
  list(): Promise<readonly ParameterProgress[]>;
  /** The first of the results of a write that is an active SearchParameter and cannot be used. */
  unusable(tx: Tx, results: readonly InteractionResult[]): Promise<Unusable | undefined>;
  /** Takes those in use, before anything is written or searched; true when there are any. */
  load(): Promise<boolean>;
  /**
   * Looks at SearchParameters that are new or changed, takes those that are known to be in use, and indexes a batch of
   * resources. `idle`: nothing is left to do for now.
   */
  step(): Promise<'idle' | 'working'>;
}

/** A row whose parameter is written, searched by or taken away. */
export interface ParameterRow {
  readonly id: string;
  readonly generation: number;
  readonly state: ParameterState;
  readonly definition: string;
  readonly at: string;
}

/** The parameter of a row. */
export function parameterOf({ id, generation, state, definition }: ParameterRow): OwnParameter {
  const parsed: OwnParameter = JSON.parse(definition);
  return { ...parsed, added: { generation: `${id}/${generation}`, ready: state === 'ready' } };
}
