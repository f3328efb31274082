// What do the steps of the records room share? Built once, passed to each of them.

import { GatewayError } from '../../domain/failure.ts';
import type { SearchParameters } from '../../fhir/search/parameters.ts';
import type { Store } from '../types.ts';
import type { ReadTogether } from './read-together.ts';
import type { SearchLimits } from './limits.ts';
import type { Sight } from './sight.ts';

export interface RecordsContext {
  readonly query: Store['query'];
  /** Reads outside a transaction that come at the same moment, in one statement. */
  readonly readTogether: ReadTogether;
  readonly parameters: SearchParameters;
  readonly types: TypeNumbers;
  /** A new logical id. */
  readonly newId: () => string;
  /** The clock; only `ap` in searches asks it. */
  readonly now: () => Date;
  readonly limits: SearchLimits;
  /** Are literal references to types for which this is true refused when nothing is there? */
  readonly checked: (type: string) => boolean;
  /** Eyes of the caller that asks; undefined: the gateway itself, or a caller that may see everything. */
  readonly sight?: Sight;
  /** Id of the caller that writes; undefined: the gateway itself. */
  readonly writer?: string;
  /** Persons that conditional references find though the caller does not see them (see `Actor.named`). */
  readonly named?: ReadonlySet<string>;
}

/** Resource types as the numbers the store keeps. */
export interface TypeNumbers {
  /** Throws LENKE_TYPE_UNKNOWN for a type R4 does not have. */
  number(type: string): number;
  name(number: number): string;
}

/** Numbers are places in R4's list of types, which no longer changes. */
export function createTypeNumbers(resources: readonly string[]): TypeNumbers {
  const numbers = new Map(resources.map((type, at) => [type, at]));
  return {
    number(type) {
      const found = numbers.get(type);
      if (found === undefined) throw new GatewayError('LENKE_TYPE_UNKNOWN', { type });
      return found;
    },
    name(number) {
      const found = resources[number];
      if (found === undefined) throw new TypeError(`no resource type has number ${number}`);
      return found;
    },
  };
}
