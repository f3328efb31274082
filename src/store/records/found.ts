// What does a search hold in its hands? A row with its content, and what it must still answer.

import type { JsonObject } from '../../domain/json.ts';
import type { Json } from '../../fhir/search/collect.ts';
import type { Condition } from '../../fhir/search/entries.ts';
import type { Values } from './conditions-sql.ts';
import type { RecordRow } from './rows.ts';

/** A resource that answered. */
export interface Found {
  readonly row: RecordRow;
  readonly resource: JsonObject;
}

/** Keeps those of a batch that answer a criterion only the database can tell. */
export type Filter = (found: readonly Found[]) => Promise<readonly Found[]>;

/** A condition on the resource whose number is `res`. */
export type CountSql = (values: Values, res: string) => string;

/** A search on one type, with its chains followed as far as that is cheap. */
export interface Resolved {
  readonly type: string;
  readonly conditions: readonly Condition[];
  /** True when the conditions say all of it. */
  readonly exact: boolean;
  /** Criteria the index hardly knows. */
  readonly scans: readonly string[];
  readonly answers: (resource: Json) => boolean;
  readonly filters: readonly Filter[];
  /** What the filters ask, in SQL, for counting: undefined where only contents can tell. */
  readonly counts: readonly CountSql[] | undefined;
}

/** Those of a batch that answer everything. */
export async function narrow(resolved: Resolved, batch: readonly Found[]): Promise<readonly Found[]> {
  let left: readonly Found[] = batch.filter(({ resource }) => resolved.answers(resource));
  for (const filter of resolved.filters) {
    if (left.length === 0) return left;
    left = await filter(left);
  }
  return left;
}
