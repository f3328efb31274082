// What do the steps of the records room share? Built once, passed to each of them.

import type { SearchParameters } from '../../fhir/search/parameters.ts';
import type { Tx } from '../tx.ts';
import type { ReadTogether } from './read/read-together.ts';
import type { TypeNumbers } from './type-numbers.ts';
import type { SearchLimits } from './search/limits.ts';
import type { Sight } from './sight/eyes.ts';

export interface RecordsContext {
  readonly query: Tx['query'];
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
