// Would this go to that recipient, why not, and what would be needed? The same decision, with its reasons laid out.

import type { Language, Said } from '../domain/language.ts';
import type { DataClass } from '../domain/data-class.ts';
import type { ClassVerdict, Verdict } from '../domain/verdict.ts';
import { allConcerns, type Concern } from './concerns.ts';
import { decide, gatesOf } from './decide.ts';
import { type Asked, evidenceFor } from './evidence.ts';
import { CLASS_NAMES, NEED_TEXTS, PHASE_NAMES, SENTENCES, SHUT, STOPS } from './explain-texts.ts';
import type { LawRule, Way } from './law-file.ts';

/** A way that could open a class. */
export interface Opening {
  readonly rule: string;
  readonly basis: string;
  readonly needs: readonly { readonly need: string; readonly met: boolean }[];
  /** True when it is then sent only by a person's signature. */
  readonly human: boolean;
  /** The point that keeps it shut until it is signed off. */
  readonly off?: string;
}

/** A data class of a person, explained. */
export interface ExplainedClass {
  readonly dataClass: DataClass;
  readonly of: string;
  readonly quoted: boolean;
  readonly effect: 'permit' | 'deny';
  readonly rule: string;
  readonly basis: string;
  /** Codes of the cell of the matrix. */
  readonly cell: readonly string[];
  readonly evidence: readonly string[];
  /** True when it is open by a person's signed act: it goes with her signature only. */
  readonly human: boolean;
  /** What would open it, when it is shut and nothing stops it. */
  readonly openings: readonly Opening[];
}

/** The answer. */
export interface Explanation {
  readonly effect: Verdict['effect'];
  readonly rule: string;
  readonly basis: string;
  readonly lawVersion: string;
  readonly phase: string;
  readonly classes: readonly ExplainedClass[];
  readonly text: Readonly<Record<Language, readonly string[]>>;
}

/** Explains a question. It decides as `decide` does, and permits nothing by itself. */
export function explain(asked: Asked): Explanation {
  const { effect, rule, basis, lawVersion, classes: verdicts } = decide(asked);
  const byKey = new Map(verdicts.map((verdict) => [verdict.key, verdict]));
  const classes = allConcerns(asked.delivery).flatMap((concern) => {
    const verdict = byKey.get(concern.key);
    return verdict ? [explainClass(asked, concern, verdict)] : [];
  });
  const text = {
    nb: sentences(asked, effect, classes, 'nb'),
    nn: sentences(asked, effect, classes, 'nn'),
    en: sentences(asked, effect, classes, 'en'),
  };
  return { effect, rule, basis, lawVersion, phase: asked.phase, classes, text };
}

function explainClass(asked: Asked, concern: Concern, verdict: ClassVerdict): ExplainedClass {
  const { effect, rule, basis, evidence = [] } = verdict;
  const { dataClass, of, quoted } = concern;
  const isStopped = effect === 'deny' && evidence.length > 0;
  return {
    dataClass,
    of,
    quoted,
    effect,
    rule,
    basis,
    cell: asked.law.cell(asked.delivery.role, dataClass, asked.phase),
    evidence,
    human: verdict.human === true,
    openings: effect === 'permit' || isStopped ? [] : openingsOf(asked, concern),
  };
}

function openingsOf(asked: Asked, concern: Concern): readonly Opening[] {
  const { law, delivery, phase } = asked;
  const row = law.rowOf(delivery.role);
  const cell = law.cell(delivery.role, concern.dataClass, phase);
  const fits = ({ cells, rows, notRows }: Way): boolean =>
    cells?.some((code) => cell.includes(code)) === true &&
    (rows === undefined || rows.includes(row)) &&
    notRows?.includes(row) !== true;
  return law.rules
    .filter(({ effect }) => effect === 'permit')
    .flatMap((rule) =>
      rule.ways
        .filter((way) => fits(way) && mayOpen(asked, rule, way))
        .map((way) => openingOf(asked, concern, rule, way, row)),
    );
}

/** What a signed act carries is sent; it opens no reading, unless a point of the law file may let it. */
function mayOpen({ reading }: Asked, rule: LawRule, way: Way): boolean {
  return reading !== true || !(way.human ?? rule.human) || way.reads !== undefined;
}

function openingOf(asked: Asked, concern: Concern, rule: LawRule, way: Way, row: string): Opening {
  const needs = [...way.needs, ...gatesOf(asked.law, rule, row, concern)];
  const points = [rule.point, way.point, asked.reading === true ? way.reads : undefined];
  const off = points.find((point) => !asked.law.isOn(point));
  return {
    rule: rule.id,
    basis: way.basis ?? rule.basis[0] ?? '',
    needs: needs.map((need) => ({ need, met: evidenceFor(asked, need, concern).length > 0 })),
    human: asked.reading !== true && (way.human ?? rule.human),
    ...(off !== undefined && { off }),
  };
}

function sentences(
  asked: Asked,
  effect: Verdict['effect'],
  classes: readonly ExplainedClass[],
  tongue: Language,
): readonly string[] {
  const phase = capital(PHASE_NAMES[asked.phase][tongue]);
  const lines = classes.flatMap((one) => classSentences(asked, one, tongue));
  return [say(firstSentence(asked, effect), tongue, { phase }), ...lines];
}

function firstSentence({ reading }: Asked, effect: Verdict['effect']): Said {
  if (reading === true) return effect === 'deny' ? SENTENCES.hidden : SENTENCES.seen;
  if (effect === 'deny') return SENTENCES.held;
  return effect === 'narrow' ? SENTENCES.part : SENTENCES.going;
}

function classSentences(asked: Asked, one: ExplainedClass, tongue: Language): readonly string[] {
  const { law } = asked;
  const named = capital(CLASS_NAMES[one.dataClass][tongue]);
  const about = one.quoted ? say(SENTENCES.whose, tongue, { class: named }) : named;
  const facts = { class: about, rule: one.rule, basis: law.basis[one.basis]?.[tongue] ?? one.basis };
  if (one.effect === 'permit')
    return [say(SENTENCES.yes, tongue, facts), ...(one.human ? [say(SENTENCES.signed, tongue)] : [])];
  const no = say(SENTENCES.no, tongue, facts);
  const evidence = one.evidence.join(', ');
  if (evidence !== '') return [no, say(STOPS[one.rule] ?? SENTENCES.stopped, tongue, { evidence })];
  if (one.openings.length === 0) return [no, shutSentence(asked, one, tongue)];
  // What is open to a person now comes first; what waits for a lawyer, last.
  const inOrder = [
    ...one.openings.filter(({ off }) => off === undefined),
    ...one.openings.filter(({ off }) => off !== undefined),
  ];
  return [no, ...inOrder.map((opening, at) => openingSentence(asked, opening, at === 0, tongue))];
}

/** Why nothing opens it: nobody classified it, the recipient has no row, or the cell says so. */
function shutSentence({ phase }: Asked, { dataClass, cell }: ExplainedClass, tongue: Language): string {
  if (dataClass === 'D0') return say(SENTENCES.unclassified, tongue);
  if (cell.length === 0) return say(SENTENCES.rowless, tongue, { phase: PHASE_NAMES[phase][tongue] });
  return say(SHUT[cell[0] ?? ''] ?? SENTENCES.nothing, tongue);
}

function openingSentence(
  { law }: Asked,
  { basis, needs, human, off }: Opening,
  isFirst: boolean,
  tongue: Language,
): string {
  const missing = needs.filter(({ met }) => !met).map(({ need }) => NEED_TEXTS[need]?.[tongue] ?? need);
  const facts = { needs: missing.join('; '), basis: law.basis[basis]?.[tongue] ?? basis };
  return [
    ...(missing.length > 0 ? [say(isFirst ? SENTENCES.needed : SENTENCES.or, tongue, facts)] : []),
    ...(human ? [say(SENTENCES.signed, tongue)] : []),
    ...(off === undefined ? [] : [say(SENTENCES.off, tongue, { point: off })]),
  ].join(' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function say(sentence: Said, tongue: Language, facts: Readonly<Record<string, string>> = {}): string {
  return sentence[tongue].replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
