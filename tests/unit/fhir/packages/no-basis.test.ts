// Do the Norwegian base profiles compile, and do their examples get the verdicts of facts/fhir-libs.md 1.5?

import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage } from '../../../../src/fhir/packages/load.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const FOLDER = join(import.meta.dirname, '../../../../../shared/data/no-basis/compiled-2.2.4');
const present = existsSync(FOLDER);
const suite = present ? describe : describe.skip;
const title = present ? 'no-basis 2.2.4' : 'no-basis 2.2.4 (skipped: ../shared/data/no-basis is not here)';

interface Definition {
  readonly resourceType: string;
  readonly url: string;
  readonly type: string;
  readonly kind: string;
}

// Cases are broken in ways no type allows.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

const definitions = present ? loadPackage(FOLDER) : [];
const validator = createValidator({ definitions });

function errors(resource: unknown): string[] {
  return validator
    .validate(resource)
    .filter((issue) => issue.severity === 'error')
    .map((issue) => issue.key);
}

function example(name: string): Loose {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
}

const EXAMPLES =
  /^(?:Appointment|AppointmentResponse|HealthcareService|Organization|Patient|Practitioner|Procedure|RelatedPerson)-/;

suite(title, () => {
  test('every profile can be used', () => {
    const profiles = definitions
      .filter((one): one is Definition => 'kind' in one && one.kind === 'resource')
      .map(({ type, url }) => ({
        url,
        issues: validator.validate({ resourceType: type }, { profiles: [url] }),
      }));
    const unusable = profiles.filter(({ issues }) =>
      issues.some(({ key }) => key.startsWith('profile-') || key === 'invariant-unevaluated'),
    );
    expect([profiles.length > 15, unusable.map(({ url }) => url)]).toEqual([true, []]);
  });

  test('the examples are valid, but for a profile that contradicts itself and a number that is made up', () => {
    const names = readdirSync(FOLDER)
      .filter((file) => EXAMPLES.test(file))
      .map((file) => file.slice(0, -'.json'.length));
    const refused = names.flatMap((name) => {
      const found = errors(example(name));
      return found.length > 0 ? [[name, found]] : [];
    });
    expect(names).toHaveLength(14);
    expect(refused).toEqual([
      // The invariant names another extension than the profile has, and says `and` for `implies`: no instance can hold it.
      ['AppointmentResponse-PatientAppointmentResponseExample', ['invariant:shortnotice-inv-1']],
      // The profile has no rule for numbers; ours says that the check digits do not add up.
      ['Patient-Pasient-Middle-Name-1', ['person-number-check']],
    ]);
  });

  const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
  const BROKEN: readonly [string, string, (json: Loose) => void][] = [
    ['FNR without value', 'Patient-Pasient-1', (json) => (json.identifier = [{ system: FNR }])],
    [
      'HPR without value',
      'Practitioner-Magnar-Komann-Practitioner',
      (json) => (json.identifier = [{ system: 'urn:oid:2.16.578.1.12.4.1.4.4' }]),
    ],
    [
      'ENH without value',
      'Organization-Direktoratet-for-eHelse-Organization',
      (json) => (json.identifier = [{ system: 'urn:oid:2.16.578.1.12.4.1.4.101' }]),
    ],
    [
      'middle name as a number',
      'Patient-Pasient-Middle-Name-1',
      (json) => {
        const [extension] = json.name[0].extension ?? json.name[0]._given[0].extension;
        delete extension.valueString;
        extension.valueInteger = 1;
      },
    ],
    [
      'official address as text',
      'Patient-Pasient-1',
      (json) =>
        (json.address = [
          {
            city: 'Oslo',
            extension: [
              { url: 'http://hl7.no/fhir/StructureDefinition/no-basis-address-official', valueString: 'ja' },
            ],
          },
        ]),
    ],
    ['a gender that is none', 'Patient-Pasient-1', (json) => (json.gender = 'kvinne')],
    [
      'citizenship with a value beside its parts',
      'Patient-JanniceSoreng',
      (json) => (json.extension[0].valueString = 'NO'),
    ],
    [
      'citizenship with a code that is text',
      'Patient-JanniceSoreng',
      (json) => (json.extension[0].extension = [{ url: 'code', valueString: 'NO' }]),
    ],
  ];
  test.each(BROKEN)('%s is refused', (_reason, name, change) => {
    const json = example(name);
    const before = errors(json).length;
    change(json);
    expect(errors(json).length).toBeGreaterThan(before);
  });
});
