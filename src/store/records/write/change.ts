// What has to be written for an action? The next version, and the index rows that come and go.

import { GatewayError } from '../../../domain/failure.ts';
import type { JsonObject } from '../../../domain/json.ts';
import type { IndexEntries } from '../../../fhir/search/entries.ts';
import { hash64 } from '../../../fhir/search/hash.ts';
import { indexChange, indexResource } from '../../../fhir/search/index-resource.ts';
import type { InteractionResult } from '../types.ts';
import { parseContent, restOf, stamp } from '../content.ts';
import type { RecordsContext } from '../context.ts';
import { deletionParameter } from '../read/history.ts';
import { type RecordRow, toStored } from '../rows.ts';
import { type Action, entryAt } from './action.ts';
import { type IndexRows, NO_ROWS } from './index-columns.ts';
import type { Change } from './write.ts';

/** What becomes of an action; `change` is absent when nothing is written. */
export interface Outcome {
  readonly index: number;
  readonly result: InteractionResult;
  readonly change?: Change;
}

/** An action that writes. */
export type Changing = Extract<Action, { kind: 'create' | 'update' | 'delete' }>;

function difference<T>(from: readonly T[], without: readonly T[], key: (row: T) => string): T[] {
  const gone = new Set(without.map(key));
  return from.filter((row) => !gone.has(key(row)));
}

const refKey = (row: IndexRows['ref'][number]): string => `${row.parameter} ${row.target}`;
const strKey = (row: IndexRows['str'][number]): string => `${row.parameter} ${row.edge} ${row.value}`;
const ordKey = (row: IndexRows['ord'][number]): string => `${row.parameter} ${row.edge} ${row.lo} ${row.hi}`;

/** Rows of `from` that `other` does not have. */
function minus(from: IndexRows, other: IndexRows): IndexRows {
  return {
    eq: difference(from.eq, other.eq, String),
    ref: difference(from.ref, other.ref, refKey),
    str: difference(from.str, other.str, strKey),
    ord: difference(from.ord, other.ord, ordKey),
  };
}

function indexOf(context: RecordsContext, resource: JsonObject): IndexEntries {
  return indexResource(resource, context.parameters.written(resource.resourceType));
}

/** A deleted resource keeps one row: its place in the history of its type. */
function deletionRows(type: string, at: Date): IndexRows {
  const ms = at.getTime();
  return { ...NO_ROWS, ord: [{ parameter: deletionParameter(type), lo: ms, hi: ms, edge: 3 }] };
}

/** The first version of a resource. `res` is its number in the index tables. */
export function firstVersion(
  context: RecordsContext,
  resource: JsonObject,
  id: string,
  method: 'POST' | 'PUT',
  res: number,
  at: Date,
): { change: Change; resource: JsonObject } {
  const type = resource.resourceType;
  const stamped = stamp(resource, id, 1, at);
  const { present, ...add } = indexOf(context, stamped);
  const change: Change = {
    kind: 'insert',
    res,
    type: context.types.number(type),
    id,
    idh: hash64(`${type}/${id}`),
    version: 1,
    deleted: false,
    method,
    present,
    content: JSON.stringify(stamped),
    add,
    remove: NO_ROWS,
  };
  return { change, resource: stamped };
}

function replaced(
  row: RecordRow,
  type: string,
): Pick<Change, 'res' | 'type' | 'id' | 'idh'> & { kind: 'replace' } {
  const { id } = row;
  return { kind: 'replace', res: Number(row.res), type: row.type, id, idh: hash64(`${type}/${id}`) };
}

/** The rows that come and go with a new version. */
function rowsChanged(
  context: RecordsContext,
  row: RecordRow,
  type: string,
  resource: JsonObject,
  previous: JsonObject | undefined,
): Pick<Change, 'present' | 'add' | 'remove'> {
  const { before, after } = previous
    ? indexChange(previous, resource, context.parameters.written(type))
    : { before: deletionRows(type, row.updated), after: indexOf(context, resource) };
  return { present: after.present, add: minus(after, before), remove: minus(before, after) };
}

function deletion(
  context: RecordsContext,
  row: RecordRow,
  type: string,
  previous: JsonObject,
  at: Date,
): Change {
  return {
    ...replaced(row, type),
    version: row.version + 1,
    deleted: true,
    method: 'DELETE',
    present: 0n,
    content: '',
    add: deletionRows(type, at),
    remove: indexOf(context, previous),
  };
}

/** May this update make a resource, or change the one that is there? */
function checkKnown(
  { mustBe, index }: Extract<Action, { kind: 'update' }>,
  row: RecordRow | undefined,
): void {
  const facts = { expression: entryAt(index) };
  if (mustBe === 'known' && !row) throw new GatewayError('LENKE_UPDATE_CREATE', facts);
  if (mustBe === 'new' && row && !row.deleted) throw new GatewayError('LENKE_ID_TAKEN', facts);
}

/** LENKE_VERSION_CONFLICT when it is not the version that was wanted. */
export function checkVersion(action: Changing, row: RecordRow | undefined): void {
  if (action.kind === 'create') return;
  if (action.kind === 'update') checkKnown(action, row);
  if (action.ifMatch === undefined) return;
  const current = row?.version ?? 0;
  const isThere = row !== undefined && !row.deleted;
  // `any` and `none at all` ask whether something is there, and what is deleted is not (RFC 9110, 13.1.1 and 13.1.2).
  if (action.ifMatch === 'any' ? isThere : action.ifMatch === 0 ? !isThere : action.ifMatch === current)
    return;
  const expected = action.ifMatch === 'any' ? '*' : action.ifMatch;
  const facts = { expected, current, expression: entryAt(action.index) };
  throw new GatewayError('LENKE_VERSION_CONFLICT', facts);
}

function storedOf(
  context: RecordsContext,
  change: Change,
  at: Date,
): NonNullable<InteractionResult['stored']> {
  const { id, version, deleted, content, method } = change;
  return { type: context.types.name(change.type), id, version, updated: at, deleted, content, method };
}

function created(
  context: RecordsContext,
  action: Extract<Action, { resource: unknown }>,
  res: number,
  at: Date,
): Outcome {
  const method = action.kind === 'create' ? 'POST' : 'PUT';
  const { change, resource } = firstVersion(context, action.resource, action.id, method, res, at);
  return {
    index: action.index,
    change,
    result: { outcome: 'created', stored: storedOf(context, change, at), resource },
  };
}

function updated(
  context: RecordsContext,
  action: Extract<Action, { kind: 'update' }>,
  row: RecordRow,
  at: Date,
): Outcome {
  const { index, type, id } = action;
  const previous = row.deleted ? undefined : parseContent(row.content);
  const version = row.version + 1;
  const resource = stamp(action.resource, id, version, at);
  const content = JSON.stringify(resource);
  // Equal but for versionId and lastUpdated: nothing happened, so nothing is written and no event follows.
  if (
    previous &&
    restOf(content, type, id, version, at) === restOf(row.content, type, id, row.version, row.updated)
  ) {
    return {
      index,
      result: { outcome: 'unchanged', stored: toStored(context, row), resource: previous, previous },
    };
  }
  const change: Change = {
    ...replaced(row, type),
    version,
    deleted: false,
    method: 'PUT',
    content,
    ...rowsChanged(context, row, type, resource, previous),
  };
  const stored = storedOf(context, change, at);
  return {
    index,
    change,
    result: { outcome: previous ? 'updated' : 'created', stored, resource, ...(previous && { previous }) },
  };
}

/**
 * Decides what an action writes. `row` is what is there now, locked; `res` a free number for a first version.
 * Throws LENKE_VERSION_CONFLICT, and LENKE_WRITE_CONFLICT when an id that was to be new is taken.
 */
export function changeOf(
  context: RecordsContext,
  action: Changing,
  row: RecordRow | undefined,
  res: number,
  at: Date,
): Outcome {
  checkVersion(action, row);
  if (action.kind === 'delete') {
    if (!row || row.deleted) return { index: action.index, result: { outcome: 'none' } };
    const previous = parseContent(row.content);
    const change = deletion(context, row, action.type, previous, at);
    return {
      index: action.index,
      change,
      result: { outcome: 'deleted', stored: storedOf(context, change, at), previous },
    };
  }
  if (action.kind === 'create' || !row) return created(context, action, res, at);
  return updated(context, action, row, at);
}
