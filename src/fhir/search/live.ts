// How do search parameters come and go while the server runs? One object everybody holds, whose inside is replaced.

import {
  type CodeHierarchy,
  createSearchParameters,
  type OwnParameter,
  type SearchParameters,
} from './parameters.ts';

/** Search parameters that can be added to. */
export interface LiveParameters extends SearchParameters {
  /** Replaces those that were added; R4's and ours stay. */
  use(added: readonly OwnParameter[]): void;
  /** Those that are ours, without what was added. */
  readonly own: readonly OwnParameter[];
}

/** Builds them from R4's and `own`, with nothing added yet. */
export function createLiveParameters(
  own: readonly OwnParameter[] = [],
  hierarchy?: CodeHierarchy,
): LiveParameters {
  let now = createSearchParameters(own, hierarchy);
  return {
    ...(hierarchy && { hierarchy }),
    own,
    resources: now.resources,
    of: (type) => now.of(type),
    written: (type) => now.written(type),
    get: (type, code) => now.get(type, code),
    unsupported: (type, code) => now.unsupported(type, code),
    use(added) {
      now = createSearchParameters([...own, ...added], hierarchy);
    },
  };
}
