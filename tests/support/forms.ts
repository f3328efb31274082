// May I have a filled-in form? Answers by linkId become a QuestionnaireResponse.

import type { JsonObject } from '../../src/domain/json.ts';

const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
const ANSWERS = 'https://lenke.example/fhir/CodeSystem/tk-form-answer';

interface Absent {
  readonly absent: string;
}

/** Answers by linkId: a number, a yes or no, a text, a code, or why there is none. */
export type Given = Readonly<Record<string, number | boolean | string | { readonly code: string } | Absent>>;

/** No answer, for a reason of data-absent-reason. */
export function absent(reason: string): Absent {
  return { absent: reason };
}

/** A completed response. A name with a dot stands in the group before the dot. */
export function formOf(given: Given, more: object = {}): JsonObject {
  const groups = new Map<string, object[]>();
  const item: object[] = [];
  for (const [linkId, answer] of Object.entries(given)) {
    const [group = '', rest] = linkId.split('.', 2);
    const one = { linkId, answer: [answerOf(answer)] };
    if (rest === undefined) {
      item.push(one);
      continue;
    }
    if (!groups.has(group)) {
      groups.set(group, []);
      item.push({ linkId: group, item: groups.get(group) });
    }
    groups.get(group)?.push(one);
  }
  return { resourceType: 'QuestionnaireResponse', status: 'completed', item, ...more };
}

function answerOf(answer: Given[string]): object {
  if (typeof answer === 'number') return { valueInteger: answer };
  if (typeof answer === 'boolean') return { valueBoolean: answer };
  if (typeof answer === 'string') return { valueString: answer };
  if ('code' in answer) return { valueCoding: { system: ANSWERS, code: answer.code } };
  return { _valueInteger: { extension: [{ url: ABSENT, valueCode: answer.absent }] } };
}
