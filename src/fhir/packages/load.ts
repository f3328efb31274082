// Which definitions does a FHIR package, or a folder of conformance resources, hold?

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { GatewayError } from '../../domain/failure.ts';
import { isObject } from '../../domain/json.ts';
import { readTar, type TarFile } from './tar.ts';

/** Resources others are validated by; the rest of a package (examples, search parameters, the guide) is passed over. */
const DEFINITIONS: ReadonlySet<unknown> = new Set([
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'Questionnaire',
  'Measure',
]);

/** Largest package unpacked; hl7.fhir.r4.core has 120 MB. */
const LIMIT = 512_000_000;

/** Not resources of the package: its papers, and folders of examples and of other programs. */
const LEFT_OUT =
  /(?:^|\/)(?:package|\.index|\.manifest|fhirpkg\.lock)\.json$|(?:^|\/)(?:examples?|node_modules|other|openapi|xml)\//;

function asFailure<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    const reason = cause instanceof Error ? cause.message : 'cannot be read';
    throw new GatewayError('LENKE_FILE', { file, reason }, { cause });
  }
}

function filesOfArchive(path: string): readonly TarFile[] {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return readTar(isGzip ? gunzipSync(bytes, { maxOutputLength: LIMIT }) : bytes, path);
}

function filesOfFolder(folder: string): readonly TarFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.json') && !LEFT_OUT.test(name))
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

/** The definitions in a resource: itself, or those of a Bundle of them. */
function definitionsIn(json: unknown): object[] {
  if (!isObject(json)) return [];
  if (DEFINITIONS.has(json['resourceType'])) return [json];
  const { resourceType, entry } = json;
  if (resourceType !== 'Bundle' || !Array.isArray(entry)) return [];
  return entry.flatMap((one: unknown) => (isObject(one) ? definitionsIn(one['resource']) : []));
}

/**
 * The StructureDefinitions, ValueSets, CodeSystems, Questionnaires and Measures of a FHIR NPM package (`.tgz`, or
 * unpacked) or of a folder with JSON files, subfolders included. Throws LENKE_FILE naming the file that cannot be read.
 */
export function loadPackage(path: string): object[] {
  const files = asFailure(path, () =>
    statSync(path).isDirectory() ? filesOfFolder(path) : filesOfArchive(path),
  );
  return files
    .filter(({ name }) => name.endsWith('.json') && !LEFT_OUT.test(name))
    .flatMap(({ name, bytes }) =>
      asFailure(`${path}/${name}`, () => {
        const json: unknown = JSON.parse(
          Buffer.from(bytes)
            .toString('utf8')
            .replace(/^\uFEFF/, ''),
        );
        return definitionsIn(json);
      }),
    );
}
