// What is a delivery decided by, and what does it carry? The case and pinned versions in one round trip.

import type { PinnedRef } from '../../domain/event.ts';
import type { JsonObject } from '../../domain/json.ts';
import { inOrder, NEAR, nearValues } from './case-bundle.ts';
import { parseContent } from './content.ts';
import type { RecordsContext } from './context.ts';
import { inPlace, pinnedSql, pinnedValues, type PlacedRow } from './read.ts';
import type { CaseOptions, StoredResource } from './types.ts';

const BOTH = `select null::int8 as place, n.* from (${NEAR}) n union all ${pinnedSql(4)}`;

/** See `Records.caseAndPinned`. */
export async function readCaseAndPinned(
  context: RecordsContext,
  caseRef: string,
  options: Pick<CaseOptions, 'near' | 'types'>,
  refs: readonly PinnedRef[],
): Promise<{ readonly resources: readonly JsonObject[]; readonly pinned: readonly StoredResource[] }> {
  const near = [...new Set([caseRef, ...(options.near ?? [])])];
  const values = [...nearValues(context, near, options), ...pinnedValues(context, refs)];
  const rows = await context.query<PlacedRow>(BOTH, values, 'records-case-pinned');
  const found = new Map(
    rows.flatMap((row) => (row.place === null ? [[row.res, parseContent(row.content)] as const] : [])),
  );
  const placed = rows.filter(({ place }) => place !== null);
  return { resources: inOrder(found, caseRef), pinned: inPlace(context, refs, placed) };
}
