// What is a code called? Names of the codes of needs, levels, traits and criteria, from the CodeSystems this version ships.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, objects } from '../domain/json.ts';
import { shippedProfiles } from './profiles.ts';

/** The name of a code in bokmål or English; a code that is not known is its own name. */
export type CodeNames = (code: string, language: 'nb' | 'en') => string;

const SYSTEMS = ['tk-need', 'tk-offer-level', 'tk-offer-trait', 'tk-criterion', 'tk-role'] as const;

/** Names of the codes one looks for offers by, and of roles. */
export function codeNames(): CodeNames {
  const names = new Map(
    SYSTEMS.flatMap(conceptsOf).map(
      (concept) =>
        [String(concept['code']), { en: String(concept['display']), nb: designation(concept) }] as const,
    ),
  );
  return (code, language) => names.get(code)?.[language] ?? code;
}

/** The codes of one of our code systems, such as `tk-need`. */
export function codesOf(system: (typeof SYSTEMS)[number]): readonly string[] {
  return conceptsOf(system).map(({ code }) => String(code));
}

function conceptsOf(system: string): readonly Readonly<Record<string, unknown>>[] {
  const { directory } = shippedProfiles();
  const json: unknown = JSON.parse(readFileSync(join(directory, `CodeSystem-${system}.json`), 'utf8'));
  return objects(isObject(json) ? json['concept'] : []);
}

function designation(concept: Readonly<Record<string, unknown>>): string {
  const found = objects(concept['designation']).find(({ language }) => language === 'nb');
  return String(found?.['value'] ?? concept['display']);
}
