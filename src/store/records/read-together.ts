// What is there by this name, or by this hash? The two questions nearly every call asks, each asked for many callers at once.

import type { Store } from '../types.ts';
import { createGathering } from './gather.ts';
import { COLUMNS, type RecordRow } from './rows.ts';

/** The one condition of a search: a hash of idx_eq, or what a parameter refers to. */
export interface HashQuestion {
  readonly hash: bigint;
  /** Number of the reference parameter; undefined for a hash of idx_eq. */
  readonly parameter: number | undefined;
  /** Newest first, below this number. */
  readonly below: string;
  readonly limit: number;
}

/** Reads that share a statement with those of others. */
export interface ReadTogether {
  /** The current version, also when it is deleted; type and id are of the right form. */
  byName(type: number, id: string): Promise<RecordRow | undefined>;
  byHash(question: HashQuestion): Promise<readonly RecordRow[]>;
}

interface Name {
  readonly type: number;
  readonly id: string;
}

async function readNames(
  query: Store['query'],
  names: readonly Name[],
): Promise<readonly (RecordRow | undefined)[]> {
  const rows = await query<RecordRow>(
    `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as a (type, id)
       join records r on r.type = a.type and r.id = a.id`,
    [`{${names.map(({ type }) => type).join(',')}}`, names.map(({ id }) => id)],
    'records-read-several',
  );
  const found = new Map(rows.map((row) => [`${row.type}/${row.id}`, row]));
  return names.map(({ type, id }) => found.get(`${type}/${id}`));
}

/** Each hash walks the index for itself and stops at the limit; contents are fetched last (facts/store.md 4). */
function byHashSql(index: string, match: string, more: string): string {
  return `select q.place::int4 as place, ${COLUMNS}
    from unnest($1::int8[], $2::int8[]${more === '' ? '' : ', $4::int4[]'}) with ordinality as q (hash, below${more}, place)
    cross join lateral (select d.res from ${index} d where ${match} and d.res < q.below order by d.res desc limit $3) k
    join records r on r.res = k.res order by q.place, k.res desc`;
}

const BY_VALUE = byHashSql('idx_eq', 'd.hash = q.hash', '');
const BY_TARGET = byHashSql('idx_ref', 'd.target = q.hash and d.param = q.param', ', param');

async function readHashes(
  query: Store['query'],
  questions: readonly HashQuestion[],
): Promise<readonly (readonly RecordRow[])[]> {
  const [first] = questions;
  const isValue = first?.parameter === undefined;
  const rows = await query<RecordRow & { readonly place: number }>(
    isValue ? BY_VALUE : BY_TARGET,
    [
      `{${questions.map(({ hash }) => hash).join(',')}}`,
      `{${questions.map(({ below }) => below).join(',')}}`,
      first?.limit ?? 0,
      ...(isValue ? [] : [`{${questions.map(({ parameter }) => parameter).join(',')}}`]),
    ],
    isValue ? 'records-hash-several' : 'records-target-several',
  );
  const found = questions.map((): RecordRow[] => []);
  for (const row of rows) found[row.place - 1]?.push(row);
  return found;
}

/** Builds the gathering of reads. */
export function createReadTogether(query: Store['query']): ReadTogether {
  const name = createGathering<Name, RecordRow | undefined>({ ask: (names) => readNames(query, names) });
  const hash = createGathering<HashQuestion, readonly RecordRow[]>({
    ask: (questions) => readHashes(query, questions),
    together: (first, other) =>
      first.limit === other.limit && (first.parameter === undefined) === (other.parameter === undefined),
  });
  return { byName: (type, id) => name({ type, id }), byHash: (question) => hash(question) };
}
