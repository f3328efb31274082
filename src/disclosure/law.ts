// What does the law file say? Rules in order, the matrix of recipient × class × phase, and where the evidence stands.

import { GatewayError } from '../domain/failure.ts';
import type { DataClass } from '../domain/data-class.ts';
import { compileFhirPath, type CompiledPath } from '../fhir/fhirpath/compile.ts';
import { type DataFile, readDataFile } from '../fhir/yaml-file.ts';
import { checkLaw } from './check-law.ts';
import { type ActSource, type Duty, type LawFile, type Phase, PHASES } from './law-file.ts';
import { LAW_SCHEMA } from './law-schema.ts';

/** FHIRPath under a name. */
export interface NamedPath {
  readonly name: string;
  readonly find: CompiledPath;
}

/** How a signed act is read. */
export interface ActReader extends NamedPath {
  readonly patient: CompiledPath;
  readonly signer: CompiledPath;
  readonly recipients?: CompiledPath;
  readonly classes?: CompiledPath;
  readonly until?: CompiledPath;
  readonly names: ActSource['names'];
}

/** A duty with its expressions ready. */
export interface DutyReader extends Omit<Duty, 'owner' | 'due'> {
  readonly owner: CompiledPath;
  readonly due: CompiledPath;
}

/** The law of one jurisdiction, ready to decide by. */
export interface Law
  extends Omit<
    LawFile,
    'matrix' | 'relations' | 'consent' | 'acts' | 'grounds' | 'duties' | 'purposes' | 'aliases' | 'absent'
  > {
  /** Legal order: `NO`, `DK`. */
  readonly id: string;
  /** Alternative codes of a cell, such as ['T', 'C']; empty when the recipient has no row in the phase. */
  cell(role: string, dataClass: DataClass, phase: Phase): readonly string[];
  /** Row of the matrix a role is judged by. */
  rowOf(role: string): string;
  /** Rows of a phase, in the order of the file. */
  rowsIn(phase: Phase): readonly string[];
  /** False while a point is off: rules and ways that name it permit nothing. */
  isOn(point: string | undefined): boolean;
  /** Purposes of a send to a row. */
  purposesOf(row: string): readonly string[];
  /** Resource types a verdict depends on: those the expressions name, and those that tell consents, phase and persons. */
  readonly reads: readonly string[];
  readonly consent: Omit<LawFile['consent'], 'ended' | 'askedAnew'> & {
    readonly ended: { readonly find: CompiledPath; readonly recipients: CompiledPath };
    readonly askedAnew: CompiledPath;
  };
  readonly relations: readonly NamedPath[];
  readonly acts: readonly ActReader[];
  readonly grounds: readonly NamedPath[];
  readonly duties: readonly DutyReader[];
}

/** Loads a law file. Throws LENKE_DATA_FILE with file, line and column. */
export function loadLaw(file: string): Law {
  const data = readDataFile<LawFile>(file, LAW_SCHEMA);
  checkLaw(data);
  const {
    matrix: _matrix,
    absent: _absent,
    consent,
    relations,
    acts,
    grounds,
    duties,
    purposes,
    aliases,
    ...rest
  } = data.value;
  const column = new Map(rest.classes.map((dataClass, index) => [dataClass, index]));
  const on = new Map(rest.points.map((point) => [point.id, point.on]));
  const rowOf = (role: string): string => aliases[role] ?? role;
  const cells = cellsOf(data.value);
  const sources = [
    ...Object.values(relations),
    ...Object.values(grounds),
    consent.ended.find,
    consent.askedAnew,
  ];
  return {
    ...rest,
    id: rest.law,
    rowOf,
    cell(role, dataClass, phase) {
      const row = cells[phase].get(rowOf(role));
      // Anonymised content is A to everyone who has a row, so it is no column of the file.
      if (row && dataClass === 'D12') return ['A'];
      return row?.[column.get(dataClass) ?? -1] ?? [];
    },
    rowsIn: (phase) => [...cells[phase].keys()],
    isOn: (point) => point === undefined || on.get(point) === true,
    purposesOf: (row) => purposes.rows[row] ?? purposes.default,
    reads: [
      ...new Set([
        ...ALWAYS_READ,
        ...[...sources, ...Object.values(acts).map(({ find }) => find)].flatMap(typesOf),
      ]),
    ],
    consent: {
      ...consent,
      ended: {
        find: compileAt(data, ['consent', 'ended', 'find'], consent.ended.find),
        recipients: compileAt(data, ['consent', 'ended', 'recipients'], consent.ended.recipients),
      },
      askedAnew: compileAt(data, ['consent', 'askedAnew'], consent.askedAnew),
    },
    relations: compileAll(data, 'relations', relations),
    grounds: compileAll(data, 'grounds', grounds),
    duties: duties.map((duty, index) => ({
      ...duty,
      owner: compileAt(data, ['duties', index, 'owner'], duty.owner),
      due: compileAt(data, ['duties', index, 'due'], duty.due),
    })),
    acts: Object.entries(acts).map(([name, source]) => readerOf(data, name, source)),
  };
}

type Cells = Readonly<Record<Phase, ReadonlyMap<string, readonly (readonly string[])[]>>>;

/** The matrix by phase and row; a class that does not exist in a phase has the code `-`. */
function cellsOf({ matrix, absent, classes }: LawFile): Cells {
  const table = (phase: Phase): ReadonlyMap<string, readonly (readonly string[])[]> => {
    const missing = new Set(absent?.[phase]);
    return new Map(
      Object.entries(matrix[phase] ?? matrix.ANY ?? {}).map(([row, codes]) => [
        row,
        codes.map((code, index) => (missing.has(classes[index] ?? '') ? ['-'] : code.split('|'))),
      ]),
    );
  };
  const [pre, birth, post] = PHASES.map(table);
  const none = new Map<string, readonly (readonly string[])[]>();
  return { PRE: pre ?? none, BIRTH: birth ?? none, POST: post ?? none };
}

const ALWAYS_READ = ['Consent', 'EpisodeOfCare', 'Patient', 'RelatedPerson', 'Encounter', 'Observation'];

function typesOf(expression: string): readonly string[] {
  return [...new Set([...expression.matchAll(/ofType\((\w+)\)/g)].flatMap((match) => match[1] ?? []))];
}

function compileAll(
  data: DataFile<LawFile>,
  section: string,
  sources: Readonly<Record<string, string>>,
): readonly NamedPath[] {
  return Object.entries(sources).map(([name, expression]) => ({
    name,
    find: compileAt(data, [section, name], expression),
  }));
}

function readerOf(data: DataFile<LawFile>, name: string, source: ActSource): ActReader {
  const { names, find, patient, signer, ...optional } = source;
  const compiled = (key: string, expression: string): CompiledPath =>
    compileAt(data, ['acts', name, key], expression);
  return {
    name,
    names,
    find: compiled('find', find),
    patient: compiled('patient', patient),
    signer: compiled('signer', signer),
    ...Object.fromEntries(
      Object.entries(optional).map(([key, expression]) => [key, compiled(key, expression)]),
    ),
  };
}

function compileAt(
  data: DataFile<LawFile>,
  path: readonly (string | number)[],
  expression: string,
): CompiledPath {
  try {
    return compileFhirPath(expression);
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    return data.fail(path, `${cause instanceof Error ? cause.message : 'is not FHIRPath'}.`);
  }
}
