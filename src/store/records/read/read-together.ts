// What is there by this name, or by this hash? The two questions nearly every call asks, each asked for many callers at once.

import type { Tx } from '../../tx.ts';
import type { Changes, ChangesRow } from '../changes.ts';
import { createGathering } from '../gather.ts';
import { COLUMNS, type RecordRow } from '../rows.ts';

/** The one condition of a search: a hash of idx_eq, or what a parameter refers to. */
export interface HashQuestion {
  readonly hash: bigint;
  /** Number of the reference parameter; undefined for a hash of idx_eq. */
  readonly parameter: number | undefined;
  /** Newest first, below this number. */
  readonly below: string;
  readonly limit: number;
}

/** Reads that share a statement with those of others. `looking`: for a caller of whom the law will be asked. */
export interface ReadTogether {
  /** The current version, also when it is deleted; type and id are of the right form. */
  byName(type: number, id: string, looking: boolean): Promise<RecordRow | undefined>;
  byHash(question: HashQuestion, looking: boolean): Promise<readonly RecordRow[]>;
}

type Looking = { readonly looking: boolean };

interface Name {
  readonly type: number;
  readonly id: string;
}

/** What a statement asks; `name` it is prepared by. */
interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** The same with one row more, that of a look (`LOOK`). `$0` stands for what the look takes. */
  readonly looking: string;
}

/** The row of a look among rows of records, in their columns. It has no number, which every resource has. */
const LOOK = `select null::int8 as res, null::int2, c.life as id, null::int4, null::timestamptz, c.known as deleted,
  c.snapshot as method, c.keys as content, null from changes_since($0) as c`;

type LookRow = Pick<ChangesRow, 'keys' | 'known' | 'life' | 'snapshot'>;
type AnyRow<Row> =
  | Row
  | {
      readonly res: null;
      readonly id: string | null;
      readonly deleted: boolean;
      readonly method: string;
      readonly content: string | null;
    };

/** The rows, with a look where one of the callers needs one and nobody looks just now. */
async function rowsOf<Row extends RecordRow>(
  { query, changes }: Parts,
  { name, text, values, looking }: Statement,
  isLooking: boolean,
): Promise<readonly Row[]> {
  const began = isLooking
    ? changes.along(async (since) => {
        const all = await query<AnyRow<Row>>(
          looking.replace('$0', `$${values.length + 1}`),
          [...values, since],
          `${name}-looking`,
        );
        const look = all.find((one) => one.res === null);
        const row: LookRow | undefined = look && {
          snapshot: look.method,
          life: look.id,
          known: look.deleted,
          keys: look.content,
        };
        return { row, rest: all.filter((one): one is Row => one.res !== null) };
      })
    : undefined;
  if (!began) return query<Row>(text, values, name);
  const { isKnown, rest } = await began;
  return isKnown ? rest.map((row) => ({ ...row, looked: true })) : rest;
}

interface Parts {
  readonly query: Tx['query'];
  readonly changes: Changes;
}

const NAMES = `select ${COLUMNS} from unnest($1::int2[], $2::text[]) as a (type, id)
  join records r on r.type = a.type and r.id = a.id`;

async function readNames(
  parts: Parts,
  names: readonly (Name & Looking)[],
): Promise<readonly (RecordRow | undefined)[]> {
  const statement = {
    name: 'records-read-several',
    text: NAMES,
    looking: `${NAMES} union all ${LOOK}`,
    values: [`{${names.map(({ type }) => type).join(',')}}`, names.map(({ id }) => id)],
  };
  const rows = await rowsOf<RecordRow>(
    parts,
    statement,
    names.some(({ looking }) => looking),
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

const VALUES = byHashSql('idx_eq', 'd.hash = q.hash', '');
const TARGETS = byHashSql('idx_ref', 'd.target = q.hash and d.param = q.param', ', param');

function hashLooking(text: string): string {
  return `select * from (${text}) as found union all (${LOOK.replace('select', 'select 0,')})`;
}

const BY_VALUE = { name: 'records-hash-several', text: VALUES, looking: hashLooking(VALUES) };
const BY_TARGET = { name: 'records-target-several', text: TARGETS, looking: hashLooking(TARGETS) };

async function readHashes(
  parts: Parts,
  questions: readonly (HashQuestion & Looking)[],
): Promise<readonly (readonly RecordRow[])[]> {
  const [first] = questions;
  const isValue = first?.parameter === undefined;
  const values = [
    `{${questions.map(({ hash }) => hash).join(',')}}`,
    `{${questions.map(({ below }) => below).join(',')}}`,
    first?.limit ?? 0,
    ...(isValue ? [] : [`{${questions.map(({ parameter }) => parameter).join(',')}}`]),
  ];
  const rows = await rowsOf<RecordRow & { readonly place: number }>(
    parts,
    { ...(isValue ? BY_VALUE : BY_TARGET), values },
    questions.some(({ looking }) => looking),
  );
  const found = questions.map((): RecordRow[] => []);
  for (const row of rows) found[row.place - 1]?.push(row);
  return found;
}

/** Builds the gathering of reads. */
export function createReadTogether(query: Tx['query'], changes: Changes): ReadTogether {
  const parts = { query, changes };
  const name = createGathering<Name & Looking, RecordRow | undefined>({
    ask: (names) => readNames(parts, names),
  });
  const hash = createGathering<HashQuestion & Looking, readonly RecordRow[]>({
    ask: (questions) => readHashes(parts, questions),
    together: (first, other) =>
      first.limit === other.limit && (first.parameter === undefined) === (other.parameter === undefined),
  });
  return {
    byName: (type, id, looking) => name({ type, id, looking }),
    byHash: (question, looking) => hash({ ...question, looking }),
  };
}
