// Which codes are over or under another, by the code systems known here?

import { isObject } from '../../domain/json.ts';
import type { CodeHierarchy } from '../search/parameters.ts';
import { readPackedLazily } from '../validator/source.ts';
import { Terminology } from './terminology.ts';

/** Hierarchies of HL7's R4 code systems and of those in `definitions`; both are read when one is first asked for. */
export function createHierarchy(definitions: () => readonly object[]): CodeHierarchy {
  let known: Terminology | undefined;
  return {
    related(system, code, direction) {
      known ??= new Terminology(readPackedLazily('terminology')).with(definitions().filter(isObject));
      const found = known.codeSystem(system);
      const written = found?.find(code);
      if (!found || written === undefined) return undefined;
      return found
        .codes()
        .filter((other) => (direction === 'above' ? found.isA(written, other) : found.isA(other, written)));
    },
  };
}
