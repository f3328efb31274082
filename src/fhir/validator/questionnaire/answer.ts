// Is an answer of the type, among the options and within the limits its question sets?

import { isObject } from '../../../domain/json.ts';
import { deepEqual } from '../../fhirpath/compare.ts';
import { toMembership, type Membership } from '../../terminology/value-set.ts';
import { typeInReference } from '../check/references.ts';
import type { Json } from '../definitions.ts';
import type { Place } from '../place.ts';
import type { Plans } from '../plan/plans.ts';
import { compareLimit } from '../plan/values.ts';
import type { Rule } from '../rules.ts';
import type { Run } from '../run.ts';
import type { Form, Item } from './form.ts';

/** Type of question → types of answer. A choice may list options of several types. */
const ANSWERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['boolean', ['Boolean']],
  ['decimal', ['Decimal']],
  ['integer', ['Integer']],
  ['date', ['Date']],
  ['dateTime', ['DateTime']],
  ['time', ['Time']],
  ['string', ['String']],
  ['text', ['String']],
  ['url', ['Uri']],
  ['choice', ['Coding', 'Date', 'Time', 'Integer', 'String', 'Reference']],
  ['open-choice', ['Coding', 'Date', 'Time', 'Integer', 'String', 'Reference']],
  ['attachment', ['Attachment']],
  ['reference', ['Reference']],
  ['quantity', ['Quantity']],
]);

export interface Asked {
  readonly plans: Plans;
  readonly form: Form;
  readonly item: Item;
  /** Language of the response, which its displays are in. */
  readonly language: string | undefined;
}

type Report = (rule: Rule, facts?: Record<string, string | number>) => void;

function shown(limit: unknown): string {
  return JSON.stringify(limit) ?? '';
}

/** A limit in units that cannot be compared is not kept: it cannot be shown to be. */
function checkRange(value: unknown, { limits }: Item, report: Report): void {
  for (const [limit, wanted] of [
    [limits.minValue, 1],
    [limits.maxValue, -1],
  ] as const) {
    if (limit === undefined) continue;
    const sign = comparable(value, limit) ? compareLimit(value, limit) : undefined;
    if (sign === undefined || Math.sign(sign) === -wanted)
      report('questionnaire-range', { limit: shown(limit) });
  }
}

/** Quantities compare in units with codes only: what is written in `unit` is for people. */
function comparable(value: unknown, limit: unknown): boolean {
  if (!isObject(value) || !isObject(limit)) return true;
  return typeof value['code'] === 'string' && typeof limit['code'] === 'string';
}

function checkText(value: unknown, { limits }: Item, report: Report): void {
  if (typeof value !== 'string') return;
  const { minLength = 0, maxLength = Infinity } = limits;
  if (value.length < minLength || value.length > maxLength)
    report('questionnaire-length', { limit: `${minLength}–${maxLength} characters` });
  if (limits.regex !== undefined && !matches(value, limits.regex))
    report('questionnaire-range', { limit: 'the pattern of the question' });
}

/** A pattern that is none cannot be broken; the Questionnaire's own check says so. */
function matches(value: string, regex: string): boolean {
  try {
    return new RegExp(`^(?:${regex})$`, 'u').test(value);
  } catch {
    return true;
  }
}

function checkDecimals(value: unknown, { limits }: Item, report: Report): void {
  if (typeof value !== 'number' || limits.maxDecimals === undefined) return;
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  if (decimals > limits.maxDecimals) report('questionnaire-decimals', { limit: limits.maxDecimals });
}

function checkAttachment(value: unknown, { limits }: Item, report: Report): void {
  if (!isObject(value)) return;
  const { data, size, contentType } = value;
  const bytes = typeof data === 'string' ? Math.floor((data.replaceAll(/[\s=]/g, '').length * 3) / 4) : size;
  if (limits.maxSize !== undefined && typeof bytes === 'number' && bytes > limits.maxSize) {
    report('questionnaire-attachment', { limit: `${limits.maxSize} bytes` });
  }
  const types = limits.mimeTypes;
  if (types.length > 0 && typeof contentType === 'string' && !types.includes(contentType)) {
    report('questionnaire-attachment', { limit: types.join(', ') });
  }
}

function checkReference(value: unknown, asked: Asked, report: Report): void {
  const literal = isObject(value) ? value['reference'] : undefined;
  const type = typeof literal === 'string' ? typeInReference(literal) : undefined;
  if (type === undefined) return;
  const allowed = asked.item.limits.referenceTypes;
  if (!asked.plans.library.types().has(type))
    report('questionnaire-reference', { expected: 'a resource of R4' });
  else if (allowed.length > 0 && !allowed.includes(type))
    report('questionnaire-reference', { expected: allowed.join(' or ') });
}

function checkUnit(value: unknown, asked: Asked, report: Report): void {
  if (!isObject(value)) return;
  const { units, unitValueSet } = asked.item.limits;
  const { system, code } = value;
  if (units.length > 0 && !units.some((one) => one['code'] === code && one['system'] === system))
    report('questionnaire-unit');
  if (unitValueSet === undefined) return;
  const inSet =
    typeof code === 'string'
      ? membership(asked, unitValueSet)?.(typeof system === 'string' ? system : '', code)
      : false;
  if (inSet === false) report('questionnaire-unit');
}

function membership({ plans, form }: Asked, valueSet: string): Membership | undefined {
  const contained = form.contained.get(valueSet);
  return contained ? toMembership(contained, plans.terminology) : plans.terminology.memberOf(valueSet);
}

/** An option fits when code and system agree; other values must be the same. */
function isOption(value: unknown, option: unknown): boolean {
  if (!isObject(value) || !isObject(option)) return deepEqual(value, option);
  if (option['reference'] !== undefined) return value['reference'] === option['reference'];
  return value['code'] === option['code'] && value['system'] === option['system'];
}

function checkChoice(value: unknown, asked: Asked, report: Report): void {
  const { item } = asked;
  // What an open choice leaves open is text of one's own; a code is still one of those offered.
  if (item.type === 'open-choice' && typeof value === 'string') return;
  if (item.options.length > 0 && !item.options.some((option) => isOption(value, option)))
    report('questionnaire-option');
  if (item.valueSet === undefined) return;
  const test = membership(asked, item.valueSet);
  if (!isObject(value)) {
    report('questionnaire-type', { type: item.type, expected: 'Coding' });
    return;
  }
  const { system, code } = value;
  const answer = typeof code === 'string' ? test?.(typeof system === 'string' ? system : '', code) : false;
  if (answer === false) report('questionnaire-value-set', { valueSet: item.valueSet });
  else if (answer === undefined) report('binding-unchecked', { valueSet: item.valueSet, element: 'value' });
  else checkDisplay(value, asked, report);
}

/** Who answers has seen the display; when it names another code, nobody knows which was meant. */
function checkDisplay(coding: Json, { plans, form, language }: Asked, report: Report): void {
  const { system, code, display } = coding;
  if (typeof system !== 'string' || typeof code !== 'string' || typeof display !== 'string') return;
  const spoken = language ?? form.language ?? 'en';
  const known = plans.terminology.codeSystem(system);
  if (!known?.complete || !spoken.startsWith('en')) return;
  const plain = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  if (!known.displays(code).some((one) => plain(one) === plain(display)))
    report('questionnaire-display', { system });
}

/** Checks the value of one answer; `key` is its JSON key, such as valueInteger. */
export function checkAnswer(asked: Asked, key: string, value: unknown, place: Place, run: Run): void {
  const { item } = asked;
  const report: Report = (rule, facts = {}) => run.report(rule, place, { linkId: item.linkId, ...facts });
  const expected = ANSWERS.get(item.type) ?? [];
  if (!expected.includes(key.slice('value'.length))) {
    report('questionnaire-type', { type: item.type, expected: expected.join(' or ') });
    return;
  }
  checkRange(value, item, report);
  checkText(value, item, report);
  checkDecimals(value, item, report);
  if (key === 'valueAttachment') checkAttachment(value, item, report);
  if (key === 'valueReference') checkReference(value, asked, report);
  if (key === 'valueQuantity') checkUnit(value, asked, report);
  if (item.type === 'choice' || item.type === 'open-choice' || item.options.length > 0)
    checkChoice(value, asked, report);
}
