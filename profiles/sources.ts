// Where do the profiles live, and is what was compiled from them still what they say?

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder `profiles/`. */
export const PROFILES = import.meta.dirname;
/** What SUSHI reads. */
export const FSH = join(PROFILES, 'fsh');
export const CONFIG = join(PROFILES, 'sushi-config.yaml');
/** What SUSHI made: one file per definition, and the manifest of hashes. */
export const GENERATED = join(PROFILES, 'generated');
export const MANIFEST = join(GENERATED, 'manifest.json');
export const VALID = join(PROFILES, 'examples', 'valid');
export const INVALID = join(PROFILES, 'examples', 'invalid');

/** Of what the compiled definitions were made, and what they were then. */
export interface Manifest {
  readonly compiler: string;
  readonly sources: string;
  readonly definitions: string;
}

/** Files of a folder with this ending, in order. */
export function filesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .toSorted()
    .map((name) => join(folder, name));
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file, 'utf8')).update('\0');
  return hash.digest('hex');
}

/** Hash of the FSH sources, their configuration and the program that compiles them. */
export function hashOfSources(): string {
  return hashOf([CONFIG, join(PROFILES, 'build.ts'), ...filesIn(FSH, '.fsh')]);
}

/** Hash of the compiled definitions. */
export function hashOfDefinitions(): string {
  return hashOf(filesIn(GENERATED, '.json').filter((file) => file !== MANIFEST));
}

/** True when the compiled definitions are what the sources say, and nobody edited them. */
export function isFresh(): boolean {
  if (!existsSync(MANIFEST)) return false;
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest;
  return manifest.sources === hashOfSources() && manifest.definitions === hashOfDefinitions();
}
