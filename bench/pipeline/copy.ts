// How does one birth become another one? The rows of the template with new numbers and ids, as arguments of statements.

import type { RecordRows, Row, Template } from './template.ts';

/** Values of one statement. */
export type Values = readonly unknown[];

/** The rows of birth number `b`, ready to be written. */
export interface Copy {
  readonly accept: readonly Values[];
  readonly process: readonly Values[];
  /** Rows of journal tables as JSON. */
  readonly json: Readonly<Record<'event' | 'deliveries' | 'contents' | 'timers' | 'audit', string>>;
  readonly eventId: string;
  readonly deliveryIds: readonly string[];
}

const MIX = 0x9e_37_79_b9_7f_4a_7c_15n;

/** Makes copies of a template; nothing of it is computed twice. */
export function createCopier(template: Template): (b: number) => Copy {
  const shared = new Set(template.shared);
  const journal = {
    event: JSON.stringify([template.event]),
    deliveries: JSON.stringify(template.deliveries),
    contents: JSON.stringify(template.contents),
    timers: JSON.stringify(template.timers),
    audit: JSON.stringify(template.audit),
  };
  const eventId = String(template.event['id']);
  const deliveryIds = template.deliveries.map(({ id }) => String(id));
  return (b) => {
    const mixed = (value: unknown): string =>
      shared.has(String(value))
        ? String(value)
        : String(BigInt.asIntN(64, BigInt(String(value)) ^ (BigInt(b) * MIX)));
    // Numbers of resources: each birth has 100 of its own.
    const numbers = numberRows([template.accept, template.process], b * 100);
    return {
      accept: valuesOf(template.accept, numbers, mixed, b),
      process: valuesOf(template.process, numbers, mixed, b),
      json: {
        event: renamed(journal.event, b),
        deliveries: renamed(journal.deliveries, b),
        contents: renamed(journal.contents, b),
        timers: renamed(journal.timers, b),
        audit: renamed(journal.audit, b),
      },
      eventId: renamed(eventId, b),
      deliveryIds: deliveryIds.map((id) => renamed(id, b)),
    };
  };
}

/** Every UUID of the text with its first eight digits replaced: unique per birth, the same length. */
export function renamed(text: string, b: number): string {
  const head = b.toString(16).padStart(8, '0');
  return text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-)/g, `${head}$1`);
}

function numberRows(groups: readonly RecordRows[], from: number): ReadonlyMap<unknown, number> {
  const rows = groups.flatMap(({ records }) => records);
  return new Map(rows.map(({ res }, at) => [res, from + at]));
}

/** Arrays for the five tables: records, eq, ref, str, ord. */
function valuesOf(
  { records, eq, ref, str, ord }: RecordRows,
  numbers: ReadonlyMap<unknown, number>,
  mixed: (value: unknown) => string,
  b: number,
): readonly Values[] {
  const res = (rows: readonly Row[]): string => list(rows.map((row) => numbers.get(row['res']) ?? 0));
  const column = (rows: readonly Row[], name: string): unknown[] => rows.map((row) => row[name]);
  return [
    [
      res(records),
      list(column(records, 'type')),
      records.map(({ id }) => renamed(String(id), b)),
      list(records.map(({ idh }) => mixed(idh))),
      list(column(records, 'version')),
      column(records, 'method'),
      list(column(records, 'present')),
      column(records, 'content'),
    ],
    [list(eq.map(({ hash }) => mixed(hash))), res(eq)],
    [list(ref.map(({ target }) => mixed(target))), list(column(ref, 'param')), res(ref)],
    [list(column(str, 'param')), list(column(str, 'edge')), res(str), column(str, 'val')],
    [
      list(column(ord, 'lo')),
      list(column(ord, 'hi')),
      res(ord),
      list(column(ord, 'param')),
      list(column(ord, 'edge')),
    ],
  ];
}

function list(values: readonly unknown[]): string {
  return `{${values.join(',')}}`;
}
