// What belongs to one resource? The resource itself and what points at it, in the order of writing, page by page.

import { hash64 } from '../../../fhir/search/hash.ts';
import type { RecordsContext } from '../context.ts';
import { readCursor, writeCursor } from '../search/cursor.ts';
import { COLUMNS, type RecordRow, toStored } from '../rows.ts';
import { seenOf } from '../sight/sight.ts';
import type { StoredResource } from '../types.ts';
import type { CompartmentPage, CompartmentRequest } from '../requests.ts';

function sqlOf(filtered: boolean): string {
  return `
  select ${COLUMNS} from (
    select o.res from records o where o.idh = $1::int8 and o.res > $3
    union
    select x.res from idx_ref x where x.target = $1::int8 and ($2::int4[] is null or x.param = any ($2::int4[])) and x.res > $3) k
  join records r on r.res = k.res
  where not r.deleted ${filtered ? 'and ($5::int2[] is null or r.type = any ($5::int2[])) and r.updated >= $6::timestamptz' : ''}
  order by r.res limit $4`;
}

const ALL = sqlOf(false);
const SOME = sqlOf(true);

/**
 * A page. A member is seen once, however many of its references lead here; a hash that collides is told by the content. With
 * a caller's eyes it is read on until the page is full of what the caller may know of: that more is here must not show.
 */
export async function readCompartment(
  context: RecordsContext,
  request: CompartmentRequest,
): Promise<CompartmentPage> {
  const { of, types, since, count } = request;
  const scope = `compartment ${of} ${types?.join() ?? ''} ${since?.toISOString() ?? ''}`;
  const [start = 0] = request.cursor === undefined ? [] : readCursor(scope, request.cursor, 1).map(Number);
  const found: RecordRow[] = [];
  let after = start;
  for (;;) {
    const rows = await readMembers(context, request, after, count + 1);
    found.push(...(await seenOf(context, context.query, rows)));
    after = Number(rows.at(-1)?.res ?? after);
    if (!context.sight || rows.length <= count || found.length > count) break;
  }
  const shown = found.slice(0, count);
  const last = shown.at(-1);
  const isMember = (stored: StoredResource): boolean =>
    `${stored.type}/${stored.id}` === of ||
    stored.content.includes(`${of}"`) ||
    stored.content.includes(`${of}/`);
  const next = found.length > count && last ? writeCursor(scope, [Number(last.res)]) : undefined;
  return {
    members: shown.map((row) => toStored(context, row)).filter(isMember),
    ...(next !== undefined && { next }),
  };
}

async function readMembers(
  context: RecordsContext,
  { of, members, types, since }: CompartmentRequest,
  after: number,
  limit: number,
): Promise<readonly RecordRow[]> {
  const parameters = members && [...members].flatMap(([type, codes]) => codes.map((code) => [type, code]));
  const numbers = parameters?.flatMap(
    ([type = '', code = '']) => context.parameters.get(type, code)?.id ?? [],
  );
  const filtered = types !== undefined || since !== undefined;
  return context.query<RecordRow>(
    filtered ? SOME : ALL,
    [
      hash64(of),
      numbers ?? null,
      after,
      limit,
      ...(filtered
        ? [types?.map((type) => context.types.number(type)) ?? null, since?.toISOString() ?? '-infinity']
        : []),
    ],
    filtered ? 'records-compartment-some' : 'records-compartment',
  );
}
