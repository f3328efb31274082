// What is a code called? Names of the codes of needs and levels, from the CodeSystems this version ships.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, objects } from '../domain/json.ts';
import { shippedProfiles } from './profiles.ts';

/** The name of a code in bokmål or English; a code that is not known is its own name. */
export type CodeNames = (code: string, language: 'nb' | 'en') => string;

const SYSTEMS = ['tk-need', 'tk-offer-level', 'tk-role'];

/** Names of the codes one looks for offers by, and of roles. */
export function codeNames(): CodeNames {
  const { directory } = shippedProfiles();
  const names = new Map(
    SYSTEMS.flatMap((system) => {
      const json: unknown = JSON.parse(readFileSync(join(directory, `CodeSystem-${system}.json`), 'utf8'));
      return objects(isObject(json) ? json['concept'] : []).map((concept) => [
        String(concept['code']),
        { en: String(concept['display']), nb: designation(concept) },
      ]);
    }) as readonly [string, { en: string; nb: string }][],
  );
  return (code, language) => names.get(code)?.[language] ?? code;
}

function designation(concept: Readonly<Record<string, unknown>>): string {
  const found = objects(concept['designation']).find(({ language }) => language === 'nb');
  return String(found?.['value'] ?? concept['display']);
}
