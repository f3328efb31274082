// Is it there already? Drafts with ids of their own are written once, however often they are made.

import type { JsonObject } from '../../../domain/json.ts';
import type { InteractionResult } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { firstVersion } from './change.ts';
import { parseContent } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import type { TakeNumbers } from './numbers.ts';
import { COLUMNS, type RecordRow, toStored } from '../rows.ts';
import { writeChanges } from './write.ts';

type Draft = JsonObject & { readonly id: string };

async function readExisting(
  context: RecordsContext,
  tx: Tx,
  drafts: readonly Draft[],
): Promise<Map<string, InteractionResult>> {
  const rows = await tx.query<RecordRow>(
    `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as w (type, id) join records r on r.type = w.type and r.id = w.id`,
    [drafts.map((draft) => context.types.number(draft.resourceType)), drafts.map((draft) => draft.id)],
    'records-existing',
  );
  return new Map(
    rows.map((row) => {
      const stored = toStored(context, row);
      const resource = row.deleted ? {} : { resource: parseContent(row.content) };
      return [`${stored.type}/${stored.id}`, { outcome: 'existing', stored, ...resource }];
    }),
  );
}

/**
 * Creates what is absent and leaves the rest alone, also what was deleted. One round trip when all of it is new, one more
 * to read what is not. References are taken as they are: drafts name what exists. The same draft twice is one.
 */
export async function createIfAbsent(
  context: RecordsContext,
  take: TakeNumbers,
  tx: Tx,
  drafts: readonly Draft[],
  at: Date,
): Promise<readonly InteractionResult[]> {
  const keyOf = (draft: Draft): string => `${draft.resourceType}/${draft.id}`;
  // Everybody inserts in the same order, so that two that make the same drafts wait instead of deadlocking.
  const distinct = [...new Map(drafts.map((draft) => [keyOf(draft), draft])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const numbers = await take(tx, distinct.length);
  const made = distinct.map(([key, draft], place) => ({
    key,
    draft,
    ...firstVersion(context, draft, draft.id, 'PUT', numbers[place] ?? 0, at),
  }));
  const { inserted } = await writeChanges(
    tx,
    made.map(({ change }) => change),
    at,
    [],
    true,
  );
  const results = new Map<string, InteractionResult>();
  for (const { key, change, resource } of made) {
    if (!inserted.has(change.res)) continue;
    const { id, version, deleted, content, method } = change;
    const stored = { type: resource.resourceType, id, version, updated: at, deleted, content, method };
    results.set(key, { outcome: 'created', stored, resource });
  }
  const others = made.filter(({ key }) => !results.has(key)).map(({ draft }) => draft);
  const existing =
    others.length === 0 ? new Map<string, InteractionResult>() : await readExisting(context, tx, others);
  return drafts.map(
    (draft) => results.get(keyOf(draft)) ?? existing.get(keyOf(draft)) ?? { outcome: 'none' },
  );
}
