// What was answered? The answers of a QuestionnaireResponse by linkId; "declined" and "not asked" are answers of their own.

import { isObject } from '../../domain/json.ts';
import type { Absence } from './types.ts';

/** An answer: a number, a yes or no, a code or a text; or why there is none. */
export type Answer = { readonly value: number | boolean | string } | { readonly absent: Absence };

const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** Codes of data-absent-reason that say more than "there is no answer". */
const REASONS: Readonly<Record<string, Absence>> = { 'asked-declined': 'declined', 'not-asked': 'not-asked' };

/** Answers by linkId, at any depth. The first answer of an item counts. */
export function readAnswers(response: unknown): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  walk(response, answers);
  return answers;
}

function walk(part: unknown, answers: Map<string, Answer>): void {
  for (const item of objectsIn(part, 'item')) {
    const linkId = item['linkId'];
    const given = objectsIn(item, 'answer');
    const answer = answerOf(item, given[0]);
    if (typeof linkId === 'string' && answer && !answers.has(linkId)) answers.set(linkId, answer);
    walk(item, answers);
    for (const one of given) walk(one, answers);
  }
}

function answerOf(
  item: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, unknown>> | undefined,
): Answer | undefined {
  if (!given) return reasonIn(item);
  const [key, value] = Object.entries(given).find(([name]) => /^value[A-Z]/.test(name)) ?? [];
  if (key === undefined) {
    const [, element] = Object.entries(given).find(([name]) => /^_value[A-Z]/.test(name)) ?? [];
    return reasonIn(element) ?? reasonIn(given) ?? reasonIn(item) ?? { absent: 'unanswered' };
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return { value };
  const code = isObject(value) ? value['code'] : undefined;
  return typeof code === 'string' ? { value: code } : { absent: 'unreadable' };
}

function reasonIn(element: unknown): Answer | undefined {
  const found = objectsIn(element, 'extension').find(({ url }) => url === ABSENT);
  const code = found?.['valueCode'];
  if (typeof code !== 'string') return undefined;
  return { absent: REASONS[code] ?? 'unanswered' };
}

function objectsIn(part: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const list = isObject(part) ? part[key] : undefined;
  return Array.isArray(list) ? list.filter(isObject) : [];
}
