// Which definitions does this gateway ship? Reads the compiled profiles and terminology of profiles/generated.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject } from '../domain/json.ts';

/** Resource types a validator takes definitions from. */
const DEFINES: ReadonlySet<unknown> = new Set([
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'Questionnaire',
]);

/**
 * Every StructureDefinition, ValueSet, CodeSystem and Questionnaire of a folder of JSON files, in the order of their names,
 * as `createValidator({ definitions })` takes them. Other files are passed over. Throws when the folder or a file cannot
 * be read: a gateway without its profiles must not start.
 */
export function loadProfiles(directory: string): readonly object[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name): unknown => JSON.parse(readFileSync(join(directory, name), 'utf8')))
    .filter(isObject)
    .filter((json) => DEFINES.has(json['resourceType']));
}

/** Canonical root of what we ship; sushi-config.yaml gives it to the compiler. */
const ROOT = 'https://lenke.example/fhir';

/** The definitions that come with this version of Lenke, as `createValidator({ profiles })` takes them. */
export function shippedProfiles(): { readonly directory: string; readonly root: string } {
  return { directory: fileURLToPath(new URL('../../profiles/generated', import.meta.url)), root: ROOT };
}
