// May I have the shipped profiles? A validator that knows them, the examples, and what the manifest says.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { INVALID } from '../../../profiles/sources.ts';
import { type Definition, definitions } from '../../../profiles/definitions.ts';
import type { Issue } from '../../../src/fhir/issue.ts';
import { shippedProfiles } from '../../../src/fhir/profiles.ts';
import { createValidator, type Validator } from '../../../src/fhir/validator/validator.ts';

/** A validator of R4 and our profiles. */
export function shippedValidator(): Validator {
  return createValidator({ profiles: shippedProfiles() });
}

/** What the manifest says of a broken example. */
export interface Promised {
  readonly file: string;
  readonly profile: string;
  readonly key: string;
  readonly why: string;
}

export function promised(): readonly Promised[] {
  return parse(readFileSync(join(INVALID, 'manifest.yaml'), 'utf8')) as Promised[];
}

export function brokenExample(file: string): unknown {
  return JSON.parse(readFileSync(join(INVALID, file), 'utf8'));
}

/** Our profiles on resources that can be sent: no abstract one, none of a data type. */
export function profiles(): readonly Definition[] {
  return definitions().filter(
    ({ resourceType, kind, abstract }) =>
      resourceType === 'StructureDefinition' && kind === 'resource' && abstract === false,
  );
}

/** Every definition of ours that constrains something that is sent: resources, extensions, data types, also abstract ones. */
export function constrained(): readonly Definition[] {
  return definitions().filter(({ resourceType }) => resourceType === 'StructureDefinition');
}

export function errors(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
}
