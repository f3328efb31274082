// What does a datatype ask for that its definition says in words only?

import { ICD10, systemOfCodes } from '../../norwegian/code-systems.ts';
import { numberFault } from '../../norwegian/numbers.ts';
import type { CodeSystem } from '../../terminology/code-system.ts';
import type { CodeTest } from '../../terminology/grammars.ts';
import type { Json } from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import type { Rule } from '../rules.ts';
import type { Run } from '../run.ts';
import type { After } from './object.ts';
import type { Plans } from './plans.ts';

type TypeRule = (plans: Plans) => After;

const SIZE: Step = { key: 'size', path: 'size' };
const SYSTEM: Step = { key: 'system', path: 'system' };
const CODE: Step = { key: 'code', path: 'code' };
const DISPLAY: Step = { key: 'display', path: 'display' };
const VALUE: Step = { key: 'value', path: 'value' };
const REFERENCE: Step = { key: 'reference', path: 'reference' };

/** Bytes of base64 text, padding and white space left out. */
export function decodedSize(data: string): number {
  const text = /\s/.test(data) ? data.replaceAll(/\s/g, '') : data;
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  return (text.length / 4) * 3 - padding;
}

/** Attachment.size is that of the data before encoding. */
const attachment: TypeRule = () => (value, place, run) => {
  const { data, size } = value;
  if (typeof data !== 'string' || typeof size !== 'number') return;
  const actual = decodedSize(data);
  if (actual !== size) run.report('attachment-size', new Place(place, SIZE), { actual });
};

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** What is to be known of a code system, found once for each. */
interface SystemFacts {
  readonly broken: Rule | undefined;
  /** The list, when it is whole. */
  readonly known: CodeSystem | undefined;
  /** The list, when it is a part. */
  readonly part: CodeSystem | undefined;
  readonly grammar: CodeTest | undefined;
  readonly isIcd10: boolean;
}

const NOTHING: SystemFacts = {
  broken: undefined,
  known: undefined,
  part: undefined,
  grammar: undefined,
  isIcd10: false,
};

function systemFacts(plans: Plans, system: string): SystemFacts {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(system)) return { ...NOTHING, broken: 'system-relative' };
  const isSet = /^https?:.*\/ValueSet\//.test(system) && plans.terminology.isValueSet(system);
  const found = plans.terminology.codeSystem(system);
  const whole = found?.complete === true;
  return {
    broken: isSet ? 'system-value-set' : undefined,
    known: whole ? found : undefined,
    part: whole ? undefined : found,
    grammar: whole ? undefined : plans.terminology.grammar(system),
    isIcd10: systemOfCodes(system) === ICD10,
  };
}

/** More systems than this are no longer remembered: whoever sends them may make them up. */
const MEMORY = 1000;

function rememberedFacts(plans: Plans): (system: string) => SystemFacts {
  const facts = new Map<string, SystemFacts>();
  return (system) => {
    const before = facts.get(system);
    if (before) return before;
    const found = systemFacts(plans, system);
    if (facts.size < MEMORY) facts.set(system, found);
    return found;
  };
}

/** A code of a whole list must be one of its codes; what it is called is compared as a hint. */
function checkListed(code: string, display: unknown, known: CodeSystem, place: Place, run: Run): void {
  if (known.find(code) === undefined) {
    run.report('code-unknown', new Place(place, CODE), { system: known.url });
    return;
  }
  if (typeof display !== 'string') return;
  if (!known.displays(code).some((one) => one === display || plain(one) === plain(display)))
    run.report('display-wrong', new Place(place, DISPLAY), { system: known.url });
}

/** A code of a system without a whole list: its form, then the part of the list that is here; else it stays open. */
function checkForm(
  code: string,
  value: Json,
  system: string,
  { part, grammar, isIcd10 }: SystemFacts,
  place: Place,
  run: Run,
): void {
  const formed = grammar?.(code);
  if (formed === false) {
    run.report('code-unknown', new Place(place, CODE), { system });
    return;
  }
  if (isIcd10 && /^.{3}[^.+*†]/.test(code)) run.report('icd-10-dot', new Place(place, CODE));
  if (formed === true || part?.find(code) !== undefined || run.hasToldOf(system)) return;
  const { display } = value;
  run.reportUnchecked(
    { system, code, display: typeof display === 'string' ? display : undefined },
    new Place(place, CODE),
  );
}

const coding: TypeRule = (plans) => {
  const factsOf = rememberedFacts(plans);
  return (value, place, run) => {
    const { system, code, display } = value;
    if (typeof system !== 'string') return;
    const facts = factsOf(system);
    if (facts.broken !== undefined) run.report(facts.broken, new Place(place, SYSTEM));
    else if (typeof code !== 'string') return;
    else if (facts.known) checkListed(code, display, facts.known, place, run);
    else checkForm(code, value, system, facts, place, run);
  };
};

/** A unit that UCUM's grammar forbids. */
const quantity: TypeRule = (plans) => (value, place, run) => {
  const { system, code } = value;
  if (typeof system !== 'string' || typeof code !== 'string') return;
  if (plans.terminology.grammar(system)?.(code) === false)
    run.report('code-unknown', new Place(place, CODE), { system });
};

const LITERAL =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:\S+|#[A-Za-z0-9\-.]{0,64}|\/?[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?(?:#.*)?|[A-Z][A-Za-z]+\?\S+)$/;

/** A literal reference holds no white space; it is a URL, `Type/id`, `#id`, or in a transaction a search. */
const reference: TypeRule = () => (value, place, run) => {
  const { reference: literal } = value;
  if (typeof literal !== 'string' || literal === '') return;
  if (/\s/.test(literal)) run.report('reference-space', new Place(place, REFERENCE));
  else if (!LITERAL.test(literal))
    run.report('reference-form', new Place(place, REFERENCE), { element: place.name() });
};

/** Absolute systems of identifiers, urn systems that need a urn value (R4 2.24.0.12), and Norwegian numbers. */
const identifier: TypeRule = () => (value, place, run) => {
  const { system, value: text } = value;
  if (typeof system !== 'string') return;
  // no-basis-Patient fixes the system of a hospital's local number to the word HNR: a newborn has no other number yet.
  if (system !== 'HNR' && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(system))
    run.report('identifier-system', new Place(place, SYSTEM));
  if (
    system === 'urn:ietf:rfc:3986' &&
    typeof text === 'string' &&
    !/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)
  ) {
    run.report('identifier-uri', new Place(place, VALUE));
  }
  const fault = typeof text === 'string' ? numberFault(system, text) : undefined;
  if (fault !== undefined) run.report(fault, new Place(place, VALUE));
};

const RULES: ReadonlyMap<string, TypeRule> = new Map([
  ['Attachment', attachment],
  ['Coding', coding],
  ['Quantity', quantity],
  ['Reference', reference],
  ['Identifier', identifier],
]);

/** The word rules of a datatype. */
export function typeRules(plans: Plans, type: string): After[] {
  const make = RULES.get(type);
  return make ? [make(plans)] : [];
}
