// What does a row of records or history hold?

import type { StoredResource } from './stored.ts';
import type { TypeNumbers } from './type-numbers.ts';

/** A row as `pg` gives it; int8 comes as text. */
export interface RecordRow {
  readonly res: string;
  readonly type: number;
  readonly id: string;
  readonly version: number;
  readonly updated: Date;
  readonly deleted: boolean;
  readonly method: StoredResource['method'];
  readonly content: string;
  /** Caller that alone has written the resource up to this version; null: the gateway, or several. */
  readonly writer: string | null;
  /** Read by a statement that looked, at the same moment, what was written (`Changes.along`): nobody need look again. */
  readonly looked?: boolean;
}

/** A row as the caller may see it. */
export interface SeenRow extends RecordRow {
  /** Something was cut out. */
  readonly narrowed?: true;
  /** References that do not say to what they point, and the row as it is. */
  readonly masked?: { readonly hidden: ReadonlySet<string>; readonly whole: RecordRow };
  /** It is not the resource but what this caller once sent about the same person. */
  readonly view?: true;
}

/** Columns of {@link RecordRow} from `records r`. */
export const COLUMNS = 'r.res, r.type, r.id, r.version, r.updated, r.deleted, r.method, r.content, r.writer';

/** The same columns from `history h` joined to `records r`. */
export const HISTORY_COLUMNS = `h.res, h.type, r.id, h.version, h.updated, h.method = 'DELETE' as deleted, h.method, h.content, h.writer`;

/** The row as the rest of the gateway sees it. */
export function toStored({ types }: { readonly types: TypeNumbers }, row: RecordRow): StoredResource {
  return {
    type: types.name(row.type),
    id: row.id,
    version: row.version,
    updated: row.updated,
    deleted: row.deleted,
    content: row.content,
    method: row.method,
  };
}
