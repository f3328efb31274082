// What does loading cost this process? Run by load.ts, with --expose-gc; prints one line of JSON.

import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { patient } from './resources.ts';

function resident(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 1e6;
}

const PROFILE = `${shippedProfiles().root}/StructureDefinition/lenke-patient-mother`;

const before = resident();
const start = performance.now();
const validator = createValidator({ profiles: shippedProfiles() });
const created = performance.now();
const issues = validator.validate(patient, { profiles: [PROFILE] });
const first = performance.now() - created;
if (issues.some(({ key }) => key === 'profile-unknown')) throw new Error(`${PROFILE} is not shipped`);
const memory = resident();
console.log(JSON.stringify({ create: created - start, first, memory, added: memory - before }));
