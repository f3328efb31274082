// What is a delivery decided by, and what does it carry? The case and pinned versions in one round trip.

import { createHash } from 'node:crypto';
import type { PinnedRef } from '../../../domain/event.ts';
import { inOrder, NEAR, nearValues } from './case-bundle.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { inPlace, pinnedSql, pinnedValues, type PlacedRow } from './read.ts';
import type { Ref } from '../../../domain/identity.ts';
import type { Tx } from '../../tx.ts';
import type { CaseAndPinned, CaseOptions } from '../types.ts';

const BOTH = `select null::int8 as place, n.* from (${NEAR}) n union all ${pinnedSql(4)}`;
const HELD = `select hold_and_stamp($4::text[], $1::int8[], $3::int2, $2::int2[]) as stamp`;

/** See `Records.caseAndPinned`. */
export async function readCaseAndPinned(
  context: RecordsContext,
  caseRef: string,
  options: Pick<CaseOptions, 'near' | 'types'>,
  refs: readonly PinnedRef[],
): Promise<CaseAndPinned> {
  const values = [...nearValues(context, keysOf(caseRef, options), options), ...pinnedValues(context, refs)];
  const rows = await context.query<PlacedRow>(BOTH, values, 'records-case-pinned');
  const near = rows.filter(({ place }) => place === null);
  const placed = rows.filter(({ place }) => place !== null);
  const found = new Map(near.map((row) => [row.res, parseContent(row.content)] as const));
  return {
    stamp: stampOf(near),
    resources: inOrder(found, caseRef),
    pinned: inPlace(context, refs, placed),
  };
}

/** See `Records.holdAndStamp`. */
export async function holdAndStamp(
  context: RecordsContext,
  tx: Tx,
  caseRef: string,
  persons: readonly Ref[],
  options: Pick<CaseOptions, 'near' | 'types'>,
): Promise<string> {
  const values = [...nearValues(context, keysOf(caseRef, options), options), [...new Set(persons)]];
  const rows = await tx.query<{ stamp: string }>(HELD, values, 'case-held');
  return rows[0]?.stamp ?? '';
}

function keysOf(caseRef: string, { near }: Pick<CaseOptions, 'near'>): readonly string[] {
  return [...new Set([caseRef, ...(near ?? [])])];
}

/** What `near_stamp` says of the same rows. */
function stampOf(rows: readonly Pick<PlacedRow, 'res' | 'version'>[]): string {
  const versions = rows
    .toSorted((one, other) => Number(one.res) - Number(other.res))
    .map(({ res, version }) => `${res}:${version}`);
  return createHash('md5').update(versions.join(',')).digest('hex');
}
