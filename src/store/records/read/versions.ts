// What was it before? Every version of many resources, in one round trip.

import type { Asker } from '../types.ts';
import type { RecordsContext } from '../context.ts';
import { COLUMNS, HISTORY_COLUMNS, type RecordRow, toStored } from '../rows.ts';
import type { StoredResource } from '../types.ts';
import { typesAndIds } from './types-and-ids.ts';

/** All versions of `references`, those of a resource from the first to the current; deletions too. */
export async function readVersions(
  context: RecordsContext,
  references: readonly string[],
  tx?: Asker,
): Promise<readonly StoredResource[]> {
  if (references.length === 0) return [];
  const run = tx?.query ?? context.query;
  const asked =
    'unnest($1::int2[], $2::text[]) as a (type, id) join records r on r.type = a.type and r.id = a.id';
  const rows = await run<RecordRow>(
    `select ${COLUMNS} from ${asked} union all select ${HISTORY_COLUMNS} from ${asked} join history h on h.res = r.res`,
    typesAndIds(context, references),
    'records-versions',
  );
  return rows.sort((one, other) => one.version - other.version).map((row) => toStored(context, row));
}
