// What is remembered while one resource is validated?

import type { Facts } from '../../domain/failure.ts';
import type { Issue, Severity } from '../issue.ts';
import type { Json } from './definitions.ts';
import type { Place, Step } from './place.ts';
import { rule, ruleText, type Rule } from './rules.ts';

/** The resource we are in: contained ones know their container, entries know their bundle. */
export interface Frame {
  readonly resource: Json;
  /** The resource itself, or the one that contains it: `%rootResource`. */
  readonly root: Json;
  readonly place: Place;
  readonly outer: Frame | undefined;
  /** Variables of FHIRPath rules, made when the first rule of this resource runs. */
  env: Readonly<Record<string, unknown>> | undefined;
  /** Elements by their id, made when the first element has one. */
  ids: Map<string, Json> | undefined;
}

export interface RunOptions {
  readonly bestPractice: boolean;
  readonly resolve: ((reference: string) => unknown) | undefined;
}

/** Deeper than any resource of use; the stack of the engine holds many times more. */
export const DEPTH_LIMIT = 200;

/** The issues and the whereabouts of one validation. */
export class Run {
  readonly issues: { issue: Issue; place: Place }[] = [];
  readonly options: RunOptions;
  /** Things found once per run: bundle indexes, verdicts on referenced resources. */
  readonly memory = new Map<object, unknown>();
  frame: Frame | undefined;
  depth = 0;
  /** Errors so far; sub-validations compare it. */
  errors = 0;

  constructor(options: RunOptions) {
    this.options = options;
  }

  /** Records that a rule is broken. */
  report(key: Rule, place: Place, facts: Facts = {}, severity?: Severity): void {
    const filled = facts['element'] === undefined ? { element: place.name(), ...facts } : facts;
    this.add(key, place, ruleText(key, filled), filled, severity ?? rule(key).severity, rule(key).code);
  }

  /** Records a broken invariant under its own key, `invariant:pat-1`. */
  reportInvariant(key: string, human: string, severity: Severity, place: Place): void {
    const facts = { key, human };
    this.add(`invariant:${key}`, place, ruleText('invariant', facts), facts, severity, 'invariant');
  }

  add(key: string, place: Place, text: string, facts: Facts, severity: Severity, code: Issue['code']): void {
    if (severity === 'error' || severity === 'fatal') this.errors++;
    this.issues.push({ issue: { severity, code, key, expression: '', text, facts }, place });
  }

  /** The innermost resource; only asked for while one is being validated. */
  current(): Frame {
    if (!this.frame) throw new Error('no resource is being validated');
    return this.frame;
  }

  /** True when `check` finds no error; what it finds is forgotten. */
  conforms(check: () => void): boolean {
    const kept = this.issues.length;
    const errors = this.errors;
    check();
    const clean = this.errors === errors;
    this.issues.length = kept;
    this.errors = errors;
    return clean;
  }
}

/** A check of one value: its place is parent + step + index, put together only when needed. */
export type Check = (value: unknown, parent: Place, step: Step, index: number, run: Run) => void;
