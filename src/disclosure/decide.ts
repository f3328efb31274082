// May this recipient have this? The one place that permits; whatever no rule permits is denied.

import type { Delivery } from '../domain/delivery.ts';
import type { ClassVerdict, DataClass, PermittedDelivery, Verdict } from '../domain/verdict.ts';
import { type Provision, speaksOf } from './consents.ts';
import type { Law, LawRule, Need, Phase } from './law.ts';

/** Everything a verdict depends on; nothing else does. */
export interface DecideInput {
  readonly delivery: Delivery;
  readonly law: Law;
  readonly phase: Phase;
  readonly now: Date;
  /** References and identifiers (`system|value`) the recipient is known by. */
  readonly organizations: readonly string[];
  readonly provisions: readonly Provision[];
  /** What makes the recipient one who gives care to the subject: `care-team`, `performer` …; empty: nothing does. */
  readonly relations: readonly string[];
  /** The persons whose consent or objection counts for this subject: the subject, and the mother for her born child. */
  readonly patients: ReadonlySet<string>;
  readonly birth?: Date;
}

/**
 * Decides class by class by the first rule whose needs are met. All essential content permitted: permit or narrow;
 * otherwise deny. An essential item that carries several classes needs all of them.
 */
export function decide(input: DecideInput): Verdict {
  const { delivery, law } = input;
  const asked = [...new Set(delivery.content.flatMap((item) => item.classes))].toSorted(byNumber);
  const classes = asked.map((dataClass) => decideClass(input, dataClass));
  const allowed = new Set(
    classes.filter(({ effect }) => effect === 'permit').map(({ dataClass }) => dataClass),
  );
  const essential = new Set(
    delivery.content.filter((item) => item.essential).flatMap((item) => item.classes),
  );
  const denied = classes.find(({ dataClass, effect }) => effect === 'deny' && essential.has(dataClass));
  if (denied) {
    return {
      effect: 'deny',
      rule: denied.rule,
      basis: denied.basis,
      lawVersion: law.version,
      classes,
      reason: reasonOf(input, denied),
    };
  }
  // A delivery without essential content, or without any class, says nothing anybody may decide about: fail closed.
  const ground = classes.find(({ dataClass }) => essential.has(dataClass));
  if (!ground) return denyEmpty(input, classes);
  const whole = classes.every(({ effect }) => effect === 'permit');
  return {
    effect: whole ? 'permit' : 'narrow',
    rule: ground.rule,
    basis: ground.basis,
    lawVersion: law.version,
    classes,
    delivery: permit(delivery, allowed),
  };
}

/** The only place where a PermittedDelivery comes into being (style rule 8; the one cast rule 10 allows). */
function permit(delivery: Delivery, allowed: ReadonlySet<DataClass>): PermittedDelivery {
  return Object.freeze({ delivery, allowed }) as unknown as PermittedDelivery;
}

function decideClass(input: DecideInput, dataClass: DataClass): ClassVerdict {
  const cell = input.law.cell(input.delivery.role, dataClass, input.phase);
  for (const rule of input.law.rules) {
    if (!inForce(rule, input.now)) continue;
    if (rule.cells && !rule.cells.some((code) => cell.includes(code))) continue;
    const evidence = rule.needs.map((need) => evidenceFor(input, need, dataClass));
    if (evidence.some((found) => found.length === 0)) continue;
    return {
      dataClass,
      effect: rule.effect,
      rule: rule.id,
      basis: basisOf(rule, input.delivery),
      ...(rule.needs.length > 0 && { evidence: evidence.flat() }),
    };
  }
  // loadLaw refuses a file whose last rule does not deny everything; if validity dates emptied it, deny all the same.
  return { dataClass, effect: 'deny', rule: 'R9-DENY', basis: 'HPL21' };
}

function evidenceFor(input: DecideInput, need: Need, dataClass: DataClass): readonly string[] {
  if (need === 'treatment-relation') return input.relations;
  const kind = need === 'consent' ? 'permit' : 'objection';
  return input.provisions
    .filter((provision) => provision.kind === kind && speaksOf(provision, questionOf(input, dataClass)))
    .map((provision) => provision.consent);
}

function questionOf(input: DecideInput, dataClass: DataClass): Parameters<typeof speaksOf>[1] {
  const ends = input.law.consentEndsAtBirth && input.phase !== 'PRE' ? input.birth : undefined;
  return {
    role: input.delivery.role,
    row: input.law.rowOf(input.delivery.role),
    organizations: input.organizations,
    patients: input.patients,
    dataClass,
    now: input.now,
    ...(ends && { endedAtBirth: ends }),
  };
}

function inForce(rule: LawRule, now: Date): boolean {
  const day = now.toISOString().slice(0, 10);
  return (
    (rule.validFrom === undefined || rule.validFrom <= day) &&
    (rule.validTo === undefined || day <= rule.validTo)
  );
}

function basisOf(rule: LawRule, delivery: Delivery): string {
  return rule.basis.includes(delivery.claimedBasis) ? delivery.claimedBasis : (rule.basis[0] ?? '');
}

function reasonOf(input: DecideInput, denied: ClassVerdict): string {
  if (denied.evidence && denied.evidence.length > 0) return `objection:${denied.evidence.join(',')}`;
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
    basis: last?.basis[0] ?? 'HPL21',
    lawVersion: input.law.version,
    classes,
    reason: 'nothing-essential',
  };
}

function byNumber(one: DataClass, other: DataClass): number {
  return Number(one.slice(1)) - Number(other.slice(1));
}
