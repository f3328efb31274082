// What is there now? Locks the rows that will change, in one order for everybody, and reads them.

import { hash64 } from '../../../fhir/search/hash.ts';
import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';

interface Key {
  readonly type: string;
  readonly id: string;
}

async function lockRows(context: RecordsContext, tx: Tx, keys: readonly Key[]): Promise<RecordRow[]> {
  return tx.query<RecordRow>(
    `select ${COLUMNS} from records r
     where (r.type, r.id) in (select * from unnest($1::int2[], $2::text[])) order by r.res for update`,
    [keys.map(({ type }) => context.types.number(type)), keys.map(({ id }) => id)],
    'records-lock',
  );
}

/**
 * Current rows of `keys`, locked until the end of the transaction; by `Type/id`. Keys without a row are locked by an
 * advisory lock and looked for again: two first writes of one id come one after the other.
 */
export async function loadForChange(
  context: RecordsContext,
  tx: Tx,
  keys: readonly Key[],
): Promise<Map<string, RecordRow>> {
  const found = new Map<string, RecordRow>();
  const keep = (rows: readonly RecordRow[]): void => {
    for (const row of rows) found.set(`${context.types.name(row.type)}/${row.id}`, row);
  };
  if (keys.length === 0) return found;
  keep(await lockRows(context, tx, keys));
  const absent = keys.filter(({ type, id }) => !found.has(`${type}/${id}`));
  if (absent.length === 0) return found;
  await tx.query(
    'select pg_advisory_xact_lock(key) from (select distinct key from unnest($1::int8[]) as k (key) order by key) l',
    [`{${absent.map(({ type, id }) => hash64(`first\n${type}/${id}`)).join(',')}}`],
    'records-lock-absent',
  );
  keep(await lockRows(context, tx, absent));
  return found;
}
