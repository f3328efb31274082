// May this recipient have this? The one place that permits; whatever no rule permits is denied.

import type { Delivery } from '../domain/delivery.ts';
import type { ClassVerdict, PermittedDelivery, Verdict } from '../domain/verdict.ts';
import { allConcerns, type Concern, concernsOf } from './concerns.ts';
import { type Asked, evidenceFor } from './evidence.ts';
import type { LawRule, Way } from './law-file.ts';
import type { Law } from './law.ts';

/** Everything a verdict depends on; nothing else does. */
export type DecideInput = Asked;

/**
 * Decides each data class of each person by the first rule of which a way holds. All essential content permitted: permit
 * or narrow; otherwise deny. An essential item that carries several classes needs all of them.
 */
export function decide(input: DecideInput): Verdict {
  const { delivery, law } = input;
  const rules = rulesOn(law, input.now);
  const classes = allConcerns(delivery).map((concern) => decideConcern(input, rules, concern));
  const essential = essentialOf(delivery);
  const denied = classes.find(({ key, effect }) => effect === 'deny' && essential.has(key));
  if (denied) {
    const { rule, basis } = denied;
    return { effect: 'deny', rule, basis, lawVersion: law.version, classes, reason: reasonOf(input, denied) };
  }
  // A delivery without essential content, or without any class, says nothing anybody may decide about: fail closed.
  const ground = classes.find(({ key }) => essential.has(key));
  if (!ground) return denyEmpty(input, classes);
  const permitted = classes.filter(({ effect }) => effect === 'permit');
  return {
    effect: permitted.length === classes.length ? 'permit' : 'narrow',
    rule: ground.rule,
    basis: ground.basis,
    lawVersion: law.version,
    classes,
    human: permitted.some(({ human }) => human === true),
    delivery: permit(delivery, new Set(permitted.map(({ key }) => key))),
  };
}

/** Keys of what the delivery is not sent without. */
function essentialOf(delivery: Delivery): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const item of delivery.content)
    if (item.essential) for (const { key } of concernsOf(item, delivery)) keys.add(key);
  return keys;
}

/** The only place where a PermittedDelivery comes into being (style rule 8; the one cast rule 10 allows). */
function permit(delivery: Delivery, allowed: ReadonlySet<string>): PermittedDelivery {
  return Object.freeze({ delivery, allowed }) as unknown as PermittedDelivery;
}

function decideConcern(input: DecideInput, rules: readonly LawRule[], concern: Concern): ClassVerdict {
  const { dataClass, key, quoted } = concern;
  const of = { dataClass, key, ...(quoted && { quoted }) };
  const found = firstRule(input, rules, concern);
  if (found) {
    const { rule, way, evidence } = found;
    const human = isHuman(found);
    return {
      ...of,
      effect: rule.effect,
      rule: rule.id,
      basis: way.basis ?? basisOf(rule, input.delivery),
      ...(human && { human }),
      ...(evidence.length > 0 && { evidence }),
    };
  }
  // loadLaw refuses a file whose last rule does not deny everything; if validity dates emptied it, deny all the same.
  const last = input.law.rules.at(-1);
  return { ...of, effect: 'deny', rule: last?.id ?? 'R9-DENY', basis: last?.basis[0] ?? '' };
}

interface Holding {
  readonly rule: LawRule;
  readonly way: Way;
  readonly evidence: readonly string[];
}

/**
 * The first rule that holds. A person's signed act speaks for what she signed: to a delivery that does not claim its basis it
 * is the ground only when no rule after it permits the same without her. A signed § 32 assessment must not make every
 * ordinary letter to the same service wait for a signature; an objection in between still stops it there.
 */
function firstRule(input: DecideInput, rules: readonly LawRule[], concern: Concern): Holding | undefined {
  const { law, delivery, phase } = input;
  const place = {
    row: law.rowOf(delivery.role),
    cell: law.cell(delivery.role, concern.dataClass, phase),
  };
  let signed: Holding | undefined;
  for (const rule of rules) {
    const found = firstWay(input, rule, concern, place);
    if (!found) continue;
    if (!isHuman(found)) return signed && rule.effect === 'deny' ? signed : found;
    if (rule.basis.includes(input.delivery.claimedBasis)) return found;
    signed ??= found;
  }
  return signed;
}

function isHuman({ rule, way }: Holding): boolean {
  return rule.effect === 'permit' && (way.human ?? rule.human);
}

/** Where in the matrix a concern is looked up. */
interface Place {
  readonly row: string;
  readonly cell: readonly string[];
}

/** The first way of a rule that holds for this row and cell, with what it leans on. */
function firstWay(input: DecideInput, rule: LawRule, concern: Concern, place: Place): Holding | undefined {
  for (const way of rule.ways) {
    if (!isWayFor(way, place)) continue;
    if (rule.effect === 'permit' && (!input.law.isOn(way.point) || isForSigners(input, rule, way))) continue;
    const gates = rule.effect === 'permit' ? gatesOf(input.law, rule, place.row, concern) : NO_NEEDS;
    const evidence = supportOf(input, way.needs, gates, concern);
    if (evidence) return { rule, way, evidence };
  }
  return undefined;
}

const NO_NEEDS: readonly string[] = [];

function isWayFor(way: Way, { row, cell }: Place): boolean {
  if (way.cells && !way.cells.some((code) => cell.includes(code))) return false;
  return (!way.rows || way.rows.includes(row)) && way.notRows?.includes(row) !== true;
}

/** What meets every need, each once; undefined when one of them is not met. */
function supportOf(
  input: DecideInput,
  needs: readonly string[],
  gates: readonly string[],
  concern: Concern,
): readonly string[] | undefined {
  const support: string[] = [];
  for (const asked of [needs, gates])
    for (const need of asked) {
      const found = evidenceFor(input, need, concern);
      if (found.length === 0) return undefined;
      for (const one of found) if (!support.includes(one)) support.push(one);
    }
  return support;
}

/** A signed act carries the message it was signed for. It opens no door to look through, unless the law file says so. */
function isForSigners({ reading, law }: DecideInput, rule: LawRule, way: Way): boolean {
  if (reading !== true || !(way.human ?? rule.human)) return false;
  return way.reads === undefined || !law.isOn(way.reads);
}

/** What gates ask for besides the rule's own needs. */
export function gatesOf(law: Law, rule: LawRule, row: string, { marks }: Concern): readonly string[] {
  // Most content has no mark, and no gate asks about what has none.
  if (marks.length === 0) return NO_NEEDS;
  return law.gates
    .filter(
      (gate) =>
        gate.rules.includes(rule.id) &&
        gate.rows.includes(row) &&
        gate.marks.some((mark) => marks.includes(mark)),
    )
    .flatMap(({ needs }) => needs);
}

interface InForce {
  readonly day: string;
  readonly rules: readonly LawRule[];
}

/** A law is loaded once and stays as it is: which of its rules are in force changes with the day. */
const IN_FORCE = new WeakMap<Law, InForce>();

function rulesOn(law: Law, now: Date): readonly LawRule[] {
  const day = now.toISOString().slice(0, 10);
  const known = IN_FORCE.get(law);
  if (known?.day === day) return known.rules;
  const rules = law.rules.filter((rule) => isInForce(rule, law, day));
  IN_FORCE.set(law, { day, rules });
  return rules;
}

/** In its dates, and not switched off; a rule that denies cannot be switched off. */
function isInForce(rule: LawRule, law: Law, day: string): boolean {
  const inDates =
    (rule.validFrom === undefined || rule.validFrom <= day) &&
    (rule.validTo === undefined || day <= rule.validTo);
  return inDates && (rule.effect === 'deny' || law.isOn(rule.point));
}

function basisOf(rule: LawRule, delivery: Delivery): string {
  return rule.basis.includes(delivery.claimedBasis) ? delivery.claimedBasis : (rule.basis[0] ?? '');
}

function reasonOf(input: DecideInput, denied: ClassVerdict): string {
  if (denied.evidence && denied.evidence.length > 0) {
    const word = denied.rule === 'R4B-ABORTION' ? 'abortion' : 'objection';
    return `${word}:${denied.evidence.join(',')}`;
  }
  const cell = input.law.cell(input.delivery.role, denied.dataClass, input.phase);
  if (cell.length === 0) return `no-row:${input.delivery.role}/${denied.dataClass}/${input.phase}`;
  const missing = cell.includes('T') ? 'no-relation' : cell.includes('C') ? 'no-consent' : 'not-allowed';
  return `${missing}:${denied.dataClass}/${input.phase}=${cell.join('|')}`;
}

function denyEmpty(input: DecideInput, classes: readonly ClassVerdict[]): Verdict {
  const last = input.law.rules.at(-1);
  return {
    effect: 'deny',
    rule: last?.id ?? 'R9-DENY',
    basis: last?.basis[0] ?? '',
    lawVersion: input.law.version,
    classes,
    reason: 'nothing-essential',
  };
}
