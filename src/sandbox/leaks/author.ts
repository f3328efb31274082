// What is this that I write? The author of a simulated resource says its classes herself; nobody asks the gateway.

import { isObject, type JsonObject, objects, text } from '../../domain/json.ts';

const BY_CODE: Readonly<Record<string, readonly string[]>> = {
  '82810-3': ['D2'],
  '11778-8': ['D2'],
  'pregnancy-outcome': ['D2'],
  'fetus-count': ['D2'],
  'screen-conclusion': ['D3'],
  'reported-use': ['D3'],
  'urine-tox-summary': ['D4'],
  'bv-contact-answer': ['D9'],
  'substance-use': ['D3'],
  'mental-health': ['D6'],
  caregiving: ['D7'],
  '8339-4': ['D8'],
  'newborn-tox-summary': ['D8', 'D4'],
  'nas-total': ['D8', 'D3'],
  'habu-0-6': ['D8', 'D3'],
  'hol-10-3': ['D10'],
};

const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  Patient: ['D1'],
  RelatedPerson: ['D1'],
  MedicationStatement: ['D5'],
  CareTeam: ['D1', 'D2', 'D3', 'D5'],
  CarePlan: ['D2', 'D3'],
  EpisodeOfCare: ['D2', 'D3'],
  Appointment: ['D2'],
  Encounter: ['D2'],
  Task: ['D2'],
  // A letter is about her pregnancy and why she is followed.
  CommunicationRequest: ['D2', 'D3'],
};

/** What is a child's own, whoever wrote it. */
const OF_CHILD: ReadonlySet<string> = new Set(['Encounter', 'Task', 'CommunicationRequest']);

/** Classes of what a person of a life writes; D0 is what nobody may have: what she said, and what no author named. */
export function authorClasses(resource: JsonObject, isOfChild: boolean): readonly string[] {
  const { resourceType: type } = resource;
  const code = ['code', 'category', 'type']
    .flatMap((name) => [resource[name]].flat())
    .filter(isObject)
    .flatMap(({ coding }) => objects(coding))
    .flatMap((coding) => BY_CODE[text(coding['code']) ?? ''] ?? []);
  if (code.length > 0) return code;
  if (isOfChild && OF_CHILD.has(type)) return ['D8'];
  return BY_TYPE[type] ?? ['D0'];
}
