// What does a search hold in its hands? A row with its content, and what it must still answer.

import type { JsonObject } from '../../../domain/json.ts';
import type { Json } from '../../../fhir/search/collect.ts';
import type { Condition } from '../../../fhir/search/entries.ts';
import type { Tx } from '../../tx.ts';
import type { Values } from './conditions-sql.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';

import type { SeenRow } from '../rows.ts';
import { look } from '../sight/sight.ts';

/** A resource that answered. */
export interface Found {
  readonly row: SeenRow;
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
  /** True when something is asked that is answered by what a resource does not have: `:not`, `:missing`. */
  readonly negative: boolean;
  readonly filters: readonly Filter[];
  /** What the filters ask, in SQL, for counting: undefined where only contents can tell. */
  readonly counts: readonly CountSql[] | undefined;
}

/** Those of a batch that answer everything, as the caller may see them. */
export async function narrow<T extends Found>(
  context: RecordsContext,
  run: Tx['query'],
  resolved: Resolved,
  batch: readonly T[],
): Promise<readonly T[]> {
  const answering = batch.filter(({ resource }) => resolved.answers(resource));
  let left: readonly T[] = context.sight ? await seen(context, run, resolved, answering) : answering;
  for (const filter of resolved.filters) {
    if (left.length === 0) return left;
    const kept = new Set(await filter(left));
    left = left.filter((one) => kept.has(one));
  }
  return left;
}

/**
 * What the caller may see, and what still answers as it sees it. A narrowed resource never answers what asks for something
 * that is not there: whether it did would tell what was cut out.
 */
async function seen<T extends Found>(
  context: RecordsContext,
  run: Tx['query'],
  resolved: Resolved,
  batch: readonly T[],
): Promise<readonly T[]> {
  const rows = await look(
    context,
    run,
    batch.map(({ row }) => row),
  );
  return batch.flatMap((one, at) => {
    const row = rows[at];
    if (!row || row.deleted) return [];
    if (row === one.row) return [one];
    const resource = parseContent(row.content);
    // What only points somewhere unsaid answers to both: as it is, and as it is seen.
    const isPart = row.narrowed === true || row.view === true;
    return (resolved.negative && isPart) || !resolved.answers(resource) ? [] : [{ ...one, row, resource }];
  });
}
