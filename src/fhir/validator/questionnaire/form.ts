// What does a Questionnaire ask, reduced to what its answers are checked by?

import { isObject } from '../../../domain/json.ts';
import { extensionValue, numberOf, objectsOf, textOf, valueOfChoice, type Json } from '../definitions.ts';

/** One condition of an item: `exists`, or a comparison with an answer. */
export interface Condition {
  readonly question: string;
  readonly operator: string;
  readonly answer: unknown;
}

/** What an answer is held against, from elements and extensions of the item. */
export interface Limits {
  readonly minValue: unknown;
  readonly maxValue: unknown;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly maxDecimals: number | undefined;
  readonly minOccurs: number | undefined;
  readonly maxOccurs: number | undefined;
  /** Bytes. */
  readonly maxSize: number | undefined;
  readonly mimeTypes: readonly string[];
  readonly regex: string | undefined;
  readonly units: readonly Json[];
  readonly unitValueSet: string | undefined;
  readonly referenceTypes: readonly string[];
}

/** An item of a form. */
export interface Item {
  readonly linkId: string;
  readonly type: string;
  /** What is asked, and its translations. */
  readonly texts: readonly string[];
  readonly required: boolean;
  readonly repeats: boolean;
  readonly items: readonly Item[];
  /** The values of answerOption. */
  readonly options: readonly unknown[];
  readonly valueSet: string | undefined;
  readonly conditions: readonly Condition[];
  /** True when all conditions must hold, false when one is enough. */
  readonly all: boolean;
  readonly limits: Limits;
}

export interface Form {
  readonly url: string | undefined;
  readonly status: string | undefined;
  readonly language: string | undefined;
  readonly items: readonly Item[];
  /** All items by linkId. */
  readonly byLinkId: ReadonlyMap<string, Item>;
  /** Value sets contained in the form, by `#id`. */
  readonly contained: ReadonlyMap<string, Json>;
}

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';

function numberExtension(json: Json, url: string): number | undefined {
  const value = extensionValue(json, url);
  return typeof value === 'number' ? value : undefined;
}

function textExtension(json: Json, url: string): string | undefined {
  const value = extensionValue(json, url);
  return typeof value === 'string' ? value : undefined;
}

function allExtensions(json: Json, url: string): unknown[] {
  return objectsOf(json, 'extension')
    .filter((one) => one['url'] === url)
    .map((one) => valueOfChoice(one, 'value'));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function toLimits(json: Json): Limits {
  return {
    minValue: extensionValue(json, `${CORE}minValue`) ?? extensionValue(json, `${SDC}minQuantity`),
    maxValue: extensionValue(json, `${CORE}maxValue`) ?? extensionValue(json, `${SDC}maxQuantity`),
    minLength: numberExtension(json, `${CORE}minLength`),
    maxLength: numberOf(json, 'maxLength'),
    maxDecimals: numberExtension(json, `${CORE}maxDecimalPlaces`),
    minOccurs: numberExtension(json, `${CORE}questionnaire-minOccurs`),
    maxOccurs: numberExtension(json, `${CORE}questionnaire-maxOccurs`),
    // Bytes, as HL7's extensions pack 1.0 made clear; R4 itself leaves the unit open.
    maxSize: numberExtension(json, `${CORE}maxSize`),
    mimeTypes: allExtensions(json, `${CORE}mimeType`).filter(isText),
    regex: textExtension(json, `${CORE}regex`),
    units: allExtensions(json, `${CORE}questionnaire-unitOption`).filter(isObject),
    unitValueSet: textExtension(json, `${CORE}questionnaire-unitValueSet`),
    referenceTypes: allExtensions(json, `${CORE}questionnaire-referenceResource`).filter(isText),
  };
}

/** The text of an item and those of its extensions `translation`. */
function textsOfItem(json: Json): string[] {
  const sidecar = json['_text'];
  const translations = isObject(sidecar) ? objectsOf(sidecar, 'extension') : [];
  const contents = translations
    .filter((one) => one['url'] === `${CORE}translation`)
    .map((one) => extensionValue(one, 'content'));
  return [textOf(json, 'text'), ...contents].filter(isText);
}

function toItem(json: Json): Item {
  return {
    linkId: textOf(json, 'linkId') ?? '',
    type: textOf(json, 'type') ?? 'group',
    texts: textsOfItem(json),
    required: json['required'] === true,
    repeats: json['repeats'] === true,
    items: objectsOf(json, 'item').map(toItem),
    options: objectsOf(json, 'answerOption').map((one) => valueOfChoice(one, 'value')),
    valueSet: textOf(json, 'answerValueSet'),
    conditions: objectsOf(json, 'enableWhen').map((one) => ({
      question: textOf(one, 'question') ?? '',
      operator: textOf(one, 'operator') ?? '=',
      answer: valueOfChoice(one, 'answer'),
    })),
    all: json['enableBehavior'] !== 'any',
    limits: toLimits(json),
  };
}

function collect(items: readonly Item[], into: Map<string, Item>): void {
  for (const item of items) {
    into.set(item.linkId, item);
    collect(item.items, into);
  }
}

/** Reads a Questionnaire. */
export function toForm(json: Json): Form {
  const items = objectsOf(json, 'item').map(toItem);
  const byLinkId = new Map<string, Item>();
  collect(items, byLinkId);
  return {
    url: textOf(json, 'url'),
    status: textOf(json, 'status'),
    language: textOf(json, 'language'),
    items,
    byLinkId,
    contained: new Map(objectsOf(json, 'contained').map((one) => [`#${textOf(one, 'id') ?? ''}`, one])),
  };
}
