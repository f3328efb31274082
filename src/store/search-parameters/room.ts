// Where do search parameters come from while the server runs? SearchParameter resources, a table of how far each is, and the live parameters.

import type { LiveParameters } from '../../fhir/search/live.ts';
import type { OwnParameter } from '../../fhir/search/parameters.ts';
import { createTypeNumbers } from '../records/type-numbers.ts';
import type { Store } from '../types.ts';
import { adopt, currentRows } from './adopt.ts';
import { findUnusable } from './check.ts';
import { indexBatch } from './index-batch.ts';
import { type ParameterProgress, parameterOf, type ParameterRoom, type ParameterState } from './types.ts';

/** Every process looks for new parameters each two seconds; those that have not yet must not miss a write. */
const GRACE_SECONDS = 10;

export interface ParameterRoomOptions {
  readonly query: Store['query'];
  readonly tx: Store['tx'];
  readonly parameters: LiveParameters;
  /** How long every process has to hear of a parameter before existing resources are indexed. */
  readonly graceSeconds?: number;
}

interface Listed {
  readonly id: string;
  readonly url: string | null;
  readonly code: string | null;
  readonly definition: string | null;
  readonly state: ParameterState;
  readonly reason: string | null;
  readonly done: string;
  readonly since: Date;
}

function baseOf(definition: string): readonly string[] {
  const parsed: OwnParameter = JSON.parse(definition);
  return parsed.base;
}

function shown({ id, url, code, definition, state, reason, done, since }: Listed): ParameterProgress {
  return {
    id,
    ...(url !== null && { url }),
    ...(code !== null && { code }),
    ...(definition !== null && { base: baseOf(definition) }),
    state,
    ...(reason !== null && { reason }),
    done: Number(done),
    since,
  };
}

/** Builds the room on a migrated database. */
export function createParameterRoom(options: ParameterRoomOptions): ParameterRoom {
  const { query, tx, parameters } = options;
  const types = createTypeNumbers(parameters.resources);
  const grace = options.graceSeconds ?? GRACE_SECONDS;
  let used = '';
  const use = async (): Promise<boolean> => {
    const rows = await currentRows(query);
    const signature = rows.map(({ id, generation, state }) => `${id}/${generation} ${state}`).join('\n');
    if (signature !== used) parameters.use(rows.map(parameterOf));
    used = signature;
    return rows.length > 0;
  };
  return {
    async list() {
      const rows = await query<Listed>(
        `select id, url, code, definition, state, reason, done, since from search_parameters
         where state <> 'gone' order by since desc, id limit 1000`,
      );
      return rows.map(shown);
    },
    unusable: (own, results) => findUnusable(own, parameters.own, results),
    load: use,
    async step() {
      const adopted = await adopt({ query, tx }, types.number('SearchParameter'), parameters.own);
      await use();
      const indexed = await indexBatch({ tx }, types, grace);
      if (indexed) await use();
      return adopted || indexed ? 'working' : 'idle';
    },
  };
}
