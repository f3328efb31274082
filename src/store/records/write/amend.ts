// What changes in a resource that others may change too? Locks it, asks, and writes what comes back.

import type { Ref } from '../../../domain/identity.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { Tx } from '../../tx.ts';
import { changeOf } from './change.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { loadForChange } from './load.ts';
import type { StoredResource } from '../types.ts';
import { writeChanges } from './write.ts';

/** See `Records.amend`. Two round trips: the lock that reads, the write. */
export async function amend(
  context: RecordsContext,
  tx: Tx,
  reference: Ref,
  change: (current: JsonObject) => JsonObject | undefined,
  at: Date,
): Promise<StoredResource | undefined> {
  const [type = '', id = ''] = reference.split('/');
  const row = (await loadForChange(context, tx, [{ type, id }])).get(reference);
  if (!row || row.deleted) return undefined;
  const resource = change(parseContent(row.content));
  if (!resource) return undefined;
  const outcome = changeOf(
    context,
    { kind: 'update', index: 0, type, id, resource, ifMatch: undefined, mustBe: 'any' },
    row,
    0,
    at,
  );
  if (outcome.change) await writeChanges(tx, [outcome.change], at, []);
  return outcome.result.stored;
}
