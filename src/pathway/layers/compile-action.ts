// What does a row of the pathway do? A merged row becomes an action: its expressions compiled, its templates ready.

import { Temporal } from 'temporal-polyfill';
import { isFailureCode } from '../../domain/failure.ts';
import { compileFhirPath, type CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { DataFile } from '../../fhir/yaml-file.ts';
import { draftRow, type KindRow, partsOf } from './kinds.ts';
import { type OwnerRow, type Placed, type Row, saidIn } from './layers.ts';
import type { Action, Each, Effect, FactRule, Kind, Mode, Part, Party, Produce, Send } from '../pathway.ts';
import { compileTemplate } from '../drafts/template.ts';
import { dateExpression } from './moments.ts';

/** What compiling a row leans on. */
export interface Compiling {
  readonly facts: ReadonlyMap<string, FactRule>;
  readonly kinds: Readonly<Record<string, KindRow>>;
  readonly owners: Readonly<Record<string, OwnerRow>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

type Steps = readonly (string | number)[];
/** Names a place inside the row. */
interface Place {
  readonly path: (steps: Steps, text: string) => CompiledPath;
  readonly fail: (steps: Steps, reason: string) => never;
}

/** Facts that differ between the children of one pregnancy. */
const OF_ONE_CHILD = new Set(['childAgeDays', 'childAgeCorrDays', 'childState', 'inclusionDecided']);

/** Compiles a row. Throws LENKE_DATA_FILE with the place of what is wrong. */
export function compileAction(placed: Placed, with_: Compiling): Action {
  const { row, layer, file } = placed;
  const place = placeIn(placed);
  checkRow(row, with_, place);
  const mode = row['mode'] as Mode;
  const kind = row['kind'] as Kind | undefined;
  const dates = datesOf(row, with_, place);
  const dated = { ...row, ...dates };
  // What the template of its kind asks about one child counts as much as what the row asks.
  const template = kind === undefined ? undefined : with_.kinds[kind]?.resource;
  const used = factsUsed({ ...row, template }, with_.facts);
  return {
    id: row.id,
    layer,
    file: file.file,
    req: (row['req'] ?? []) as string[],
    ev: row['ev'] as string[],
    title: (row['title'] ?? { nb: row.id, en: row.id }) as Action['title'],
    if: place.path(['if'], textOf(row['if']) ?? 'true'),
    mode,
    kind,
    owner: typeof row['owner'] === 'string' ? row['owner'] : undefined,
    parts: partsOf(row),
    ...dates,
    ...(typeof row['repeat'] === 'string' && { repeat: row['repeat'] }),
    statutory: row['statutory'] === true,
    needs: needsOf(row, with_.owners),
    perChild: used.some((name) => OF_ONE_CHILD.has(name)),
    first: row['first'] === true,
    each: (row['each'] ?? ['case']) as Each[],
    ...(typeof row['svc'] === 'string' && { svc: row['svc'] }),
    ...(typeof row['activity'] === 'string' && { activity: row['activity'] }),
    produces: producesOf(dated, with_, file, place),
    updates: rowsOf(row, 'updates').map((update, n) => ({
      select: place.path(['updates', n, 'select'], String(update['select'])),
      set: compileTemplate(update['set'], (text) => place.path(['updates', n, 'set'], text)),
    })),
    sends: rowsOf(row, 'sends').map((send, n) => compileSend(send, n, place)),
    effects: (row['effects'] ?? []) as Effect[],
    ...findingOf(row, place),
    spares: texts(row['spares']),
  };
}

function placeIn(placed: Placed): Place {
  const where = ([field, ...rest]: Steps) => {
    const { file, index } = saidIn(placed, String(field));
    return { file, steps: [placed.list, index, ...(field === undefined ? [] : [field]), ...rest] };
  };
  return {
    path(steps, text) {
      const { file, steps: place } = where(steps);
      return compile(file, place, text);
    },
    fail(steps, reason) {
      const { file, steps: place } = where(steps);
      return file.fail(place, reason);
    },
  };
}

function checkRow(row: Row, { facts }: Compiling, place: Place): void {
  if (!Array.isArray(row['ev'])) place.fail(['id'], `${row.id} needs ev.`);
  if (row['mode'] === undefined) place.fail(['id'], `${row.id} needs a mode.`);
  checkSends(row, place);
  for (const name of factsUsed(row, facts)) {
    const rule = facts.get(name);
    if (rule?.kind === 'engine' && !rule.known)
      place.fail(['id'], `${row.id} uses the fact ${name}, which this version cannot compute.`);
  }
}

/**
 * PROP waits for a person's activation: what is activated is an event of its own. HUMAN sends only what says how it is seen that
 * a person has signed it; AUTO never carries a signature.
 */
function checkSends(row: Row, place: Place): void {
  const mode = row['mode'];
  for (const [n, send] of rowsOf(row, 'sends').entries()) {
    const isSigned = typeof send['signed'] === 'string';
    if (mode === 'PROP' || (mode === 'HUMAN' && !isSigned))
      place.fail(['sends', n], `${row.id} is ${JSON.stringify(mode)}: it may draft, not send.`);
    if (mode === 'AUTO' && isSigned)
      place.fail(
        ['sends', n, 'signed'],
        `${row.id} is "AUTO": what a person signs is sent by an action of mode HUMAN.`,
      );
  }
}

function datesOf(
  row: Row,
  { parameters }: Compiling,
  place: Place,
): Pick<Action, 'start' | 'due' | 'escalate'> {
  const dates: { start?: string; due?: string; escalate?: string } = {};
  for (const field of ['start', 'due', 'escalate'] as const) {
    const said = row[field];
    if (typeof said !== 'string') continue;
    const date = dateExpression(said, parameters, field);
    dates[field] = date ?? place.fail([field], `${said} is not of the form ANCHOR+P4M.`);
  }
  return dates;
}

/** A row that says neither what it drafts nor what it does drafts what its kind does. */
function producesOf(
  row: Row,
  { kinds, owners, facts }: Compiling,
  file: DataFile<unknown>,
  place: Place,
): readonly Produce[] {
  const own = rowsOf(row, 'produces');
  const acts = own.length > 0 || ['updates', 'sends', 'effects'].some((field) => row[field] !== undefined);
  const kind = kinds[String(row['kind'])];
  const wanted = row['draft'] !== undefined || !acts;
  const drafted = wanted && kind !== undefined ? [...own, draftRow(row, kind, owners)] : own;
  for (const [n, { as }] of drafted.entries())
    if (facts.has(String(as)))
      place.fail(['produces', n], `${String(as)} is the name of a fact; call the draft something else.`);
  return drafted.map((produce, n) => compileProduce(row, produce, n, file, place));
}

function compileProduce(
  row: Row,
  produce: Record<string, unknown>,
  n: number,
  file: DataFile<unknown>,
  place: Place,
): Produce {
  const at = (field: string): Steps => (produce['as'] === 'draft' ? ['draft'] : ['produces', n, field]);
  const optional = (field: string) => mapText(produce[field], (text) => place.path(at(field), text));
  const [when, key, id] = [optional('when'), optional('key'), optional('id')];
  if (!key && !id)
    place.fail(
      ['produces', n],
      `${String(produce['as'])} needs a key or an id: without one a repeat makes a second resource.`,
    );
  return {
    as: String(produce['as']),
    ...(when && { when }),
    ...(key && { key }),
    ...(id && { id }),
    resource: compileTemplate(produce['resource'], (text) => place.path(at('resource'), text)),
    source: produce['resource'],
    place: `${file.file} ${row.id} ${String(produce['as'])}`,
  };
}

function compileSend(send: Record<string, unknown>, n: number, place: Place): Send {
  const at = (field: string) => (text: string) => place.path(['sends', n, field], text);
  const key = mapText(send['key'], at('key'));
  const signed = mapText(send['signed'], at('signed'));
  const onWithheld = readWithheld(send['onWithheld'], (reason) =>
    place.fail(['sends', n, 'onWithheld'], reason),
  );
  return {
    to: parties(send['to'], at('to')),
    evaluate: parties(send['evaluate'], at('evaluate')),
    essential: texts(send['essential']).map((text) => partOf(text, at('essential'))),
    with: texts(send['with']).map((text) => partOf(text, at('with'))),
    basis: String(send['basis']),
    ...(signed && { signed }),
    notSelf: send['notSelf'] === true,
    completes: send['completes'] === true,
    delayMs: readDelay(send['delay'], (reason) => place.fail(['sends', n, 'delay'], reason)),
    neverRoles: (send['neverRoles'] ?? []) as string[],
    ...(typeof send['task'] === 'string' && { task: partOf(send['task'], at('task')) }),
    ...(onWithheld && { onWithheld }),
    ...(key && { key }),
  };
}

/** Owner and service that a HealthcareService must stand behind; each entry is alternatives, one of which is enough. */
function needsOf(row: Row, owners: Readonly<Record<string, OwnerRow>>): readonly string[] {
  const owner = typeof row['owner'] === 'string' && !row['owner'].startsWith('=') ? row['owner'] : undefined;
  const personal = owner !== undefined && owners[owner]?.context === true;
  return [
    ...(owner === undefined || personal ? [] : [owner]),
    ...(typeof row['svc'] === 'string' ? [row['svc']] : []),
  ];
}

function findingOf({ finding }: Row, place: Place): Pick<Action, 'finding'> {
  if (typeof finding !== 'string') return {};
  return isFailureCode(finding) ? { finding } : place.fail(['finding'], `${finding} is no failure code.`);
}

function readWithheld(value: unknown, fail: (reason: string) => never): Send['onWithheld'] {
  if (value === undefined) return undefined;
  const { finding, event } = value as { finding: string; event: string };
  return isFailureCode(finding) ? { finding, event } : fail(`${finding} is no failure code.`);
}

function readDelay(value: unknown, fail: (reason: string) => never): number {
  if (typeof value !== 'string') return 0;
  try {
    return Temporal.Duration.from(value).total('milliseconds');
  } catch {
    return fail(`${value} is not a duration of days, hours, minutes or seconds.`);
  }
}

function parties(list: unknown, path: (text: string) => CompiledPath): Party[] {
  return (Array.isArray(list) ? list : []).map((party: string | { role: string; if?: string }): Party => {
    if (typeof party !== 'string')
      return { role: party.role, ...(party.if !== undefined && { if: path(party.if) }) };
    return party.startsWith('=') ? { path: path(expressionOf(party)) } : { role: party };
  });
}

function partOf(text: string, path: (text: string) => CompiledPath): Part {
  return text.startsWith('=') ? { path: path(expressionOf(text)) } : { alias: text };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function mapText<T>(value: unknown, map: (text: string) => T): T | undefined {
  return typeof value === 'string' ? map(value) : undefined;
}

function rowsOf(row: Row, field: string): readonly Record<string, unknown>[] {
  return (row[field] ?? []) as Record<string, unknown>[];
}

function texts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function expressionOf(text: string): string {
  return text.replace(/^=\*?\s*/, '');
}

/** Compiles FHIRPath of a file; what cannot be read is named with its place. */
export function compile(file: DataFile<unknown>, place: Steps, text: string): CompiledPath {
  try {
    return compileFhirPath(text);
  } catch (cause) {
    return file.fail(
      place,
      cause instanceof Error ? `${cause.message} in: ${text}` : `is not FHIRPath: ${text}`,
    );
  }
}

/** Names of the variables an expression uses. */
export function variablesOf(expression: string): readonly string[] {
  return [...new Set([...expression.matchAll(/%([A-Za-z]\w*)/g)].map((match) => match[1] ?? ''))];
}

/** Every fact a row leans on, also through other facts. */
function factsUsed(row: Row, facts: ReadonlyMap<string, FactRule>): readonly string[] {
  const pending = [...variablesOf(JSON.stringify(row))];
  const seen = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    pending.push(...(facts.get(name)?.uses ?? []));
  }
  return [...seen].filter((name) => facts.has(name));
}
