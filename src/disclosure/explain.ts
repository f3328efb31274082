// Would this go to that recipient, why not, and what would be needed? The same decision, with its reasons laid out.

import type { DataClass } from '../domain/data-class.ts';
import type { ClassVerdict, Verdict } from '../domain/verdict.ts';
import { allConcerns, type Concern } from './concerns.ts';
import { decide, gatesOf } from './decide.ts';
import { type Asked, evidenceFor } from './evidence.ts';
import { CLASS_NAMES, NEED_TEXTS, SENTENCES, type Tongue } from './explain-texts.ts';
import type { LawRule, TwoTongues, Way } from './law-file.ts';

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
  readonly text: Readonly<Record<Tongue, readonly string[]>>;
}

/** Explains a question. It decides as `decide` does, and permits nothing by itself. */
export function explain(asked: Asked): Explanation {
  const { effect, rule, basis, lawVersion, classes: verdicts } = decide(asked);
  const byKey = new Map(verdicts.map((verdict) => [verdict.key, verdict]));
  const classes = allConcerns(asked.delivery).flatMap((concern) => {
    const verdict = byKey.get(concern.key);
    return verdict ? [explainClass(asked, concern, verdict)] : [];
  });
  const text = { nb: sentences(asked, effect, classes, 'nb'), en: sentences(asked, effect, classes, 'en') };
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
  tongue: Tongue,
): readonly string[] {
  const lines = classes.flatMap((one) => classSentences(asked, one, tongue));
  return [say(firstSentence(asked, effect), tongue), ...lines];
}

function firstSentence({ reading }: Asked, effect: Verdict['effect']): TwoTongues {
  if (reading === true) return effect === 'deny' ? SENTENCES.hidden : SENTENCES.seen;
  return effect === 'deny' ? SENTENCES.held : SENTENCES.going;
}

function classSentences({ law }: Asked, one: ExplainedClass, tongue: Tongue): readonly string[] {
  const basis = law.basis[one.basis]?.[tongue] ?? one.basis;
  const facts = { class: `${one.dataClass} ${CLASS_NAMES[one.dataClass][tongue]}`, rule: one.rule, basis };
  if (one.effect === 'permit')
    return [say(SENTENCES.yes, tongue, facts), ...(one.human ? [say(SENTENCES.signed, tongue)] : [])];
  const no = say(SENTENCES.no, tongue, facts);
  if (one.evidence.length > 0)
    return [no, say(SENTENCES.stopped, tongue, { evidence: one.evidence.join(', ') })];
  if (one.openings.length === 0) return [no, say(SENTENCES.nothing, tongue)];
  return [no, ...one.openings.map((opening) => openingSentence(opening, tongue))];
}

function openingSentence({ rule, needs, human, off }: Opening, tongue: Tongue): string {
  const missing = needs.filter(({ met }) => !met).map(({ need }) => NEED_TEXTS[need]?.[tongue] ?? need);
  return [
    ...(missing.length > 0 ? [say(SENTENCES.needed, tongue, { rule, needs: missing.join('; ') })] : []),
    ...(human ? [say(SENTENCES.signed, tongue)] : []),
    ...(off === undefined ? [] : [say(SENTENCES.off, tongue, { point: off })]),
  ].join(' ');
}

function say(sentence: TwoTongues, tongue: Tongue, facts: Readonly<Record<string, string>> = {}): string {
  return sentence[tongue].replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
}
