// Which search parameters has a type? R4's from the generated file, ours as objects; compiled on first use.

import { readFileSync } from 'node:fs';
import { collect, type Json } from './collect.ts';
import { parseExpression, type Path } from './expression.ts';
import { hash64 } from './hash.ts';

export type ParameterKind =
  | 'token'
  | 'reference'
  | 'date'
  | 'string'
  | 'uri'
  | 'number'
  | 'quantity'
  | 'composite';

/** A parameter as the generated file holds it. */
export interface GeneratedParameter {
  readonly kind: string;
  /** Alternatives in the dialect of expression.ts, concrete JSON elements, without the type name. */
  readonly paths: string;
  /** Data types at the ends of the paths. */
  readonly leaves: readonly string[];
  /** True when a resource has one value at most. */
  readonly single?: boolean;
  /** Types a reference may name; empty: any. */
  readonly targets?: readonly string[];
  /** Code system of plain codes, from their required binding. */
  readonly system?: string;
  /** Canonical of the SearchParameter, where it is one of ours. */
  readonly definition?: string;
  /** Composite: `paths` names the elements, these the values inside each. `code` is the parameter whose index is used. */
  readonly parts?: readonly (GeneratedParameter & { readonly code: string })[];
}

export interface GeneratedParameters {
  readonly resources: readonly string[];
  readonly parameters: Readonly<Record<string, Readonly<Record<string, GeneratedParameter>>>>;
  /** Ours, in the order the store keeps their bits in. */
  readonly own: Readonly<Record<string, Readonly<Record<string, GeneratedParameter>>>>;
  readonly unsupported: readonly { readonly type: string; readonly code: string; readonly reason: string }[];
}

/** A SearchParameter of ours: the part of the FHIR resource that is needed. */
export interface OwnParameter {
  readonly code: string;
  readonly base: readonly string[];
  readonly type: ParameterKind;
  /** FHIRPath as in R4's own definitions; throws when it is not understood. */
  readonly expression: string;
  readonly target?: readonly string[];
  /** Set for one that was added while the server runs. */
  readonly added?: Added;
}

/** A parameter that was added while the server runs: its rows are its own, so that another of that name never finds them. */
export interface Added {
  readonly generation: string;
  /** False while existing resources are being indexed: it is written, and not yet searched by. */
  readonly ready: boolean;
}

/** A parameter of one type, ready to read resources. */
export interface SearchParameter {
  readonly type: string;
  readonly code: string;
  readonly kind: ParameterKind;
  /** What its rows belong to: type and code, and the generation of one that was added. */
  readonly key: string;
  /** Number in the index tables: a hash of the key, so it never depends on an order. */
  readonly id: number;
  /** Place in `records.present`; undefined for composites, for those that were added, and beyond 63 parameters. */
  readonly bit: number | undefined;
  readonly single: boolean;
  readonly targets: readonly string[];
  readonly system: string | undefined;
  /** Identifiers keep their case, codes are compared without it; a parameter of ours can read both. */
  readonly identifiers: boolean;
  readonly codes: boolean;
  readonly contacts: boolean;
  /** Canonical of the SearchParameter, where it is one of ours. */
  readonly definition: string | undefined;
  /** True for a reference by canonical address: it names a resource by its `url`. */
  readonly canonical: boolean;
  /** True when it reads Identifiers, which have a type. */
  readonly types: boolean;
  /** Of a composite: parameters that read one of its elements, and share the index of the type's own of that code. */
  readonly parts: readonly SearchParameter[];
  readonly read: (resource: Json) => readonly Json[];
}

/** Which codes are over or under another, for `:above` and `:below`. */
export interface CodeHierarchy {
  /** The code itself among them; undefined when the system, or the code in it, is not known. */
  related(system: string, code: string, direction: 'above' | 'below'): readonly string[] | undefined;
}

/** Search parameters of every type. */
export interface SearchParameters {
  readonly hierarchy?: CodeHierarchy;
  /** R4's resource types in a fixed order: the place is the number the store keeps. */
  readonly resources: readonly string[];
  /** All parameters a type can be searched by, those of Resource included, in a fixed order. */
  of(type: string): readonly SearchParameter[];
  /** All parameters that are written: also those whose index is not complete yet. */
  written(type: string): readonly SearchParameter[];
  get(type: string, code: string): SearchParameter | undefined;
  /** Why R4's parameter is not offered; undefined when it is, or does not exist. */
  unsupported(type: string, code: string): string | undefined;
}

const KINDS: ReadonlySet<string> = new Set([
  'token',
  'reference',
  'date',
  'string',
  'uri',
  'number',
  'quantity',
  'composite',
]);
const BITS = 63;
/** Leaves whose values keep their case (R4 Identifier.value: case sensitive unless the system is known not to be). */
const CASE_LEAVES = ['Identifier', 'string', 'id', 'uri', 'oid', 'uuid', 'url', 'canonical'];

function parseGenerated(text: string): GeneratedParameters {
  const parsed: GeneratedParameters = JSON.parse(text);
  return parsed;
}

function isKind(kind: string): kind is ParameterKind {
  return KINDS.has(kind);
}

function reader(paths: readonly Path[]): (resource: Json) => readonly Json[] {
  const truth = paths.some((path) => path.at(-1)?.kind === 'is-true');
  if (!truth) return (resource) => collect(resource, paths);
  return (resource) => (collect(resource, paths).length > 0 ? [true] : [false]);
}

type Row = Omit<GeneratedParameter, 'kind' | 'paths' | 'parts'> & {
  readonly kind: ParameterKind;
  readonly paths: readonly Path[];
  readonly parts?: readonly SearchParameter[];
};

function compile(type: string, code: string, row: Row, bit: number, generation = ''): SearchParameter {
  const key = `${type}.${code}${generation}`;
  return {
    type,
    code,
    kind: row.kind,
    key,
    id: Number(BigInt.asIntN(32, hash64(key))),
    bit: bit < BITS ? bit : undefined,
    single: row.single === true,
    targets: row.targets ?? [],
    system: row.system,
    identifiers: row.leaves.length === 0 || row.leaves.some((leaf) => CASE_LEAVES.includes(leaf)),
    codes: row.leaves.length === 0 || row.leaves.some((leaf) => !CASE_LEAVES.includes(leaf)),
    contacts: row.leaves.includes('ContactPoint'),
    definition: row.definition,
    canonical: row.kind === 'reference' && row.leaves.length > 0 && !row.leaves.includes('Reference'),
    types: row.leaves.length === 0 || row.leaves.includes('Identifier'),
    parts: row.parts ?? [],
    read: reader(row.paths),
  };
}

/** Paths of the generated file name concrete elements: no choice has to be looked for. */
function concretePaths(text: string): readonly Path[] {
  return parseExpression(text).map((path) =>
    path.map((step) => (step.kind === 'name' ? { ...step, any: false } : step)),
  );
}

/** `$this | component` → where the elements of a composite stand. */
function elementPaths(text: string): readonly Path[] {
  return text.split(' | ').map((path) => (path === '$this' ? [] : (concretePaths(path)[0] ?? [])));
}

/** A composite has no rows and no bit: its parts read what other parameters have indexed. */
function compileComposite(
  generated: GeneratedParameters,
  type: string,
  code: string,
  row: GeneratedParameter,
): SearchParameter {
  const parts = (row.parts ?? []).flatMap((part) => {
    const single = generated.parameters[type]?.[part.code]?.single === true;
    const { kind, paths, parts: _, ...rest } = part;
    return isKind(kind)
      ? compile(type, part.code, { ...rest, single, kind, paths: concretePaths(paths) }, BITS)
      : [];
  });
  const { leaves } = row;
  return compile(type, code, { kind: 'composite', paths: elementPaths(row.paths), leaves, parts }, BITS);
}

/** `Patient.x | Observation.y` → the paths of `type`, without the type name. */
function ownRow(own: OwnParameter, type: string): Row {
  const names = [type, 'Resource', 'DomainResource'];
  const paths = parseExpression(own.expression)
    .filter(([first]) => first?.kind === 'name' && names.includes(first.name))
    .map((path) => path.slice(1));
  if (paths.length === 0) throw new TypeError(`search parameter ${own.code}: no path for ${type}`);
  return { kind: own.type, paths, leaves: [], targets: own.target ?? [] };
}

interface CompiledType {
  readonly offered: ReadonlyMap<string, SearchParameter>;
  /** Those whose index is not complete yet. */
  readonly coming: readonly SearchParameter[];
}

/** Those of ours that are for a type. */
function ownOf(own: readonly OwnParameter[], type: string): readonly OwnParameter[] {
  return own.filter((candidate) => candidate.base.some((base) => base === type || base.endsWith('Resource')));
}

function compileType(
  generated: GeneratedParameters,
  own: readonly OwnParameter[],
  type: string,
): CompiledType {
  const rows = {
    ...generated.parameters['Resource'],
    ...generated.parameters['DomainResource'],
    ...generated.parameters[type],
  };
  // Bits follow R4's frozen list first, ours after it in the order given: adding one never moves another.
  const codes = Object.keys(rows)
    .filter((code) => code !== '_id')
    .sort();
  const found = new Map<string, SearchParameter>();
  const shipped = generated.own[type] ?? {};
  for (const code of [...codes, ...Object.keys(shipped)]) {
    const row = rows[code] ?? shipped[code];
    if (!row || !isKind(row.kind) || row.kind === 'composite') continue;
    const { parts: _, ...plain } = row;
    found.set(
      code,
      compile(type, code, { ...plain, kind: row.kind, paths: concretePaths(row.paths) }, found.size),
    );
  }
  const ours = ownOf(own, type);
  for (const item of ours.filter(({ added }) => !added))
    found.set(item.code, compile(type, item.code, ownRow(item, type), found.size));
  for (const code of codes) {
    const row = rows[code];
    if (row?.kind === 'composite') found.set(code, compileComposite(generated, type, code, row));
  }
  const coming: SearchParameter[] = [];
  for (const item of ours) {
    if (!item.added || found.has(item.code)) continue;
    const compiled = compile(type, item.code, ownRow(item, type), BITS, `@${item.added.generation}`);
    if (item.added.ready) found.set(item.code, compiled);
    else coming.push(compiled);
  }
  return { offered: found, coming };
}

/** Builds the parameters: R4's, and `own` after them. Throws when an own expression is not understood. */
export function createSearchParameters(
  own: readonly OwnParameter[] = [],
  hierarchy?: CodeHierarchy,
): SearchParameters {
  const generated = parseGenerated(
    readFileSync(new URL('./generated/search-parameters.json', import.meta.url), 'utf8'),
  );
  for (const item of own) parseExpression(item.expression);
  const compiled = new Map<
    string,
    CompiledType & Record<'searched' | 'written', readonly SearchParameter[]>
  >();
  const ofType = (type: string) => {
    const known = compiled.get(type);
    if (known) return known;
    const { offered, coming } = generated.resources.includes(type)
      ? compileType(generated, own, type)
      : { offered: new Map<string, SearchParameter>(), coming: [] };
    const searched = [...offered.values()];
    const made = { offered, coming, searched, written: [...searched, ...coming] };
    compiled.set(type, made);
    return made;
  };
  return {
    ...(hierarchy && { hierarchy }),
    resources: generated.resources,
    of: (type) => ofType(type).searched,
    written: (type) => ofType(type).written,
    get: (type, code) => ofType(type).offered.get(code),
    unsupported: (type, code) =>
      (ofType(type).coming.some((one) => one.code === code) ? 'it is being indexed' : undefined) ??
      generated.unsupported.find(
        (row) => row.code === code && (row.type === type || row.type.endsWith('Resource')),
      )?.reason,
  };
}
