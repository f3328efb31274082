// Does a law file hang together? The checks a schema cannot make: every name that is used is there.

import type { DataFile } from '../fhir/yaml-file.ts';
import { type LawFile, type LawRule, NEEDS } from './law-file.ts';

type Path = readonly (string | number)[];

/** Says that `name` is one of `kind`, or throws LENKE_DATA_FILE at `path`. */
type Known = (kind: keyof Names, name: string, path: Path) => void;

interface Names {
  readonly need: ReadonlySet<string>;
  readonly code: ReadonlySet<string>;
  readonly point: ReadonlySet<string>;
  readonly rule: ReadonlySet<string>;
  readonly row: ReadonlySet<string>;
  readonly basis: ReadonlySet<string>;
}

/** Throws LENKE_DATA_FILE with the place of what does not hang together. */
export function checkLaw({ value, fail }: DataFile<LawFile>): void {
  const names = namesOf(value);
  const known: Known = (kind, name, path) => {
    if (!names[kind].has(name)) fail(path, `"${name}" is no ${kind} of this file.`);
  };
  const last = value.rules.at(-1);
  const closes = last?.effect === 'deny' && last.ways.some((way) => isAlways(way));
  if (!closes)
    fail(['rules', value.rules.length - 1], 'The last rule must deny everything, without needs or cells.');
  for (const [index, rule] of value.rules.entries()) {
    const path = ['rules', index];
    if (rule.effect === 'deny' && rule.point !== undefined)
      fail([...path, 'point'], 'A rule that denies cannot be switched off.');
    checkRule(rule, path, known);
  }
  for (const [index, { id, opens, on, signOff }] of value.points.entries()) {
    if (opens && on && !signOff)
      fail(['points', index, 'on'], `The point ${id} is switched on with a sign-off only.`);
  }
  checkReferences(value, known);
}

function isAlways({ needs, cells, rows, notRows, point }: LawRule['ways'][number]): boolean {
  return needs.length === 0 && !cells && !rows && !notRows && point === undefined;
}

function checkRule(rule: LawRule, path: Path, known: Known): void {
  for (const code of rule.basis) known('basis', code, [...path, 'basis']);
  if (rule.point !== undefined) known('point', rule.point, [...path, 'point']);
  for (const [place, way] of rule.ways.entries()) {
    const at = [...path, 'ways', place];
    for (const need of way.needs) known('need', need, [...at, 'needs']);
    for (const row of [...(way.rows ?? []), ...(way.notRows ?? [])]) known('row', row, at);
    if (way.basis !== undefined) known('basis', way.basis, [...at, 'basis']);
    if (way.point !== undefined) known('point', way.point, [...at, 'point']);
    if (way.reads !== undefined) known('point', way.reads, [...at, 'reads']);
  }
}

function checkReferences(value: LawFile, known: Known): void {
  for (const [index, gate] of value.gates.entries()) {
    for (const rule of gate.rules) known('rule', rule, ['gates', index, 'rules']);
    for (const need of gate.needs) known('need', need, ['gates', index, 'needs']);
    for (const row of gate.rows) known('row', row, ['gates', index, 'rows']);
  }
  for (const [index, table] of value.tables.entries()) {
    for (const rule of table.rows.flatMap((row) => row.rules)) known('rule', rule, ['tables', index, 'rows']);
  }
  for (const [code, { point }] of Object.entries(value.basis)) {
    if (point !== undefined) known('point', point, ['basis', code, 'point']);
  }
  for (const [name, row] of Object.entries(value.aliases)) known('row', row, ['aliases', name]);
  for (const [phase, table] of Object.entries(value.matrix)) {
    for (const [row, cells] of Object.entries(table)) {
      for (const code of cells.flatMap((cell) => cell.split('|')))
        known('code', code, ['matrix', phase, row]);
    }
  }
}

function namesOf(value: LawFile): Names {
  return {
    need: new Set([...NEEDS, ...Object.keys(value.acts), ...Object.keys(value.grounds)]),
    // A cell code is one that a rule acts on, or one that is forbidden: a typing error is never silently a denial.
    code: new Set([
      ...value.forbidden,
      ...value.rules.flatMap(({ ways }) => ways.flatMap(({ cells }) => cells ?? [])),
    ]),
    point: new Set(value.points.map(({ id }) => id)),
    rule: new Set(value.rules.map(({ id }) => id)),
    row: new Set(Object.values(value.matrix).flatMap((rows) => Object.keys(rows))),
    basis: new Set(Object.keys(value.basis)),
  };
}
