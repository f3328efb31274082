// Does `lenke validate` answer each case, by the packages it was given?

import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { validateBatch } from '../../../src/cli/validate.ts';

const PROFILE = 'https://x.no/p';
const profile = {
  resourceType: 'StructureDefinition',
  url: PROFILE,
  name: 'P',
  type: 'Patient',
  kind: 'resource',
  derivation: 'constraint',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
};
const folder = mkdtempSync(join(tmpdir(), 'lenke-validate-'));
writeFileSync(join(folder, 'StructureDefinition-p.json'), JSON.stringify(profile));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly id: string;
  readonly outcome: {
    readonly issue: readonly { readonly severity: string; readonly details: { readonly text: string } }[];
  };
}

async function batch(cases: readonly object[], packages: readonly string[]): Promise<Line[]> {
  const lines: Line[] = [];
  const input = Readable.from([cases.map((one) => JSON.stringify(one)).join('\n')]);
  await validateBatch(input, (line) => void lines.push(JSON.parse(line)), {
    package: packages,
    language: 'nn',
  });
  return lines;
}

describe('lenke validate', () => {
  const patient = { resourceType: 'Patient', active: true, meta: { profile: [PROFILE] } };

  test('without the package its profile is unknown, with it its rules hold', async () => {
    const cases = [{ id: '1', resource: patient }];
    const severity = ([line]: readonly Line[]): string | undefined => line?.outcome.issue[0]?.severity;
    expect([severity(await batch(cases, [])), severity(await batch(cases, [folder]))]).toEqual([
      'warning',
      'error',
    ]);
  });

  test('each case has its answer, in the language asked for, text that does not parse too', async () => {
    const lines = await batch(
      [
        { id: 'a', resource: { resourceType: 'Patient', gender: 'x' } },
        { id: 'b', text: '{"resourceType":' },
        { id: 'c', resource: { resourceType: 'Patient' }, profiles: [profile] },
      ],
      [],
    );
    expect(lines.map(({ id, outcome }) => [id, outcome.issue[0]?.severity])).toEqual([
      ['a', 'error'],
      ['b', 'error'],
      ['c', 'error'],
    ]);
    expect(lines[0]?.outcome.issue[0]?.details.text).toContain('må ha ein kode frå');
  });
});
