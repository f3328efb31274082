// Which vital signs profile does R4 impose on an Observation because of its code?

import { isObject } from '../../../domain/json.ts';
import { objectsOf, type Json } from '../definitions.ts';

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** R4 observation-vitalsigns.html: who sends one of these, in LOINC or by its SNOMED CT synonym, must follow the profile. */
const PROFILES: ReadonlyMap<string, string> = new Map([
  ['http://loinc.org|85353-1', 'vitalspanel'],
  ['http://loinc.org|9279-1', 'resprate'],
  ['http://snomed.info/sct|86290005', 'resprate'],
  ['http://loinc.org|8867-4', 'heartrate'],
  ['http://snomed.info/sct|364075005', 'heartrate'],
  ['http://loinc.org|2708-6', 'oxygensat'],
  ['http://loinc.org|8310-5', 'bodytemp'],
  ['http://snomed.info/sct|386725007', 'bodytemp'],
  ['http://snomed.info/sct|276885007', 'bodytemp'],
  ['http://loinc.org|8302-2', 'bodyheight'],
  ['http://snomed.info/sct|50373000', 'bodyheight'],
  ['http://loinc.org|9843-4', 'headcircum'],
  ['http://loinc.org|29463-7', 'bodyweight'],
  ['http://snomed.info/sct|27113001', 'bodyweight'],
  ['http://loinc.org|39156-5', 'bmi'],
  ['http://snomed.info/sct|60621009', 'bmi'],
  ['http://loinc.org|85354-9', 'bp'],
  ['http://snomed.info/sct|75367002', 'bp'],
]);

/** The category says that a vital sign is meant; a bare code may stand in a device reading or a questionnaire. */
function isVitalSign(resource: Json): boolean {
  return objectsOf(resource, 'category').some((one) =>
    objectsOf(one, 'coding').some((coding) => coding['code'] === 'vital-signs'),
  );
}

/** The canonicals that apply; none for what is no vital sign. */
export function vitalSignProfiles(resource: Json): string[] {
  const code = resource['code'];
  if (!isObject(code) || !isVitalSign(resource)) return [];
  const found = objectsOf(code, 'coding').flatMap(
    (one) => PROFILES.get(`${String(one['system'])}|${String(one['code'])}`) ?? [],
  );
  return [...new Set(found)].map((name) => BASE + name);
}
