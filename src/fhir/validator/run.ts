// What is remembered while one resource is validated?

import type { Facts } from '../../domain/failure.ts';
import type { Issue, Severity } from '../issue.ts';
import type { AskedCode } from '../terminology/server.ts';
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
  /** The input with numbers as they were written; undefined when none was written in an unusual way. */
  readonly exact: unknown;
  /** True when a terminology server will be asked what stays open here. */
  readonly asks: boolean;
}

/** What a terminology server can settle: any of the codes is enough. */
export interface OpenQuestion {
  readonly valueSet: string | undefined;
  readonly codes: readonly AskedCode[];
  /** The rule that is broken when the answer is no. */
  readonly outside: Rule;
}

/** An issue, where it is, and what would settle it. */
export interface Found {
  readonly issue: Issue;
  readonly place: Place;
  readonly question?: OpenQuestion | undefined;
}

/** Deeper than any resource of use; the stack of the engine holds many times more. */
export const DEPTH_LIMIT = 200;

/** The issues and the whereabouts of one validation. */
export class Run {
  readonly issues: Found[] = [];
  readonly options: RunOptions;
  frame: Frame | undefined;
  depth = 0;
  /** Errors so far; sub-validations compare it. */
  errors = 0;
  /** Sub-validations under way: what is found in them is forgotten. */
  #trials = 0;
  /** Code systems whose codes could not be checked, so that each is told once; made for the first of them. */
  #unchecked: Set<string> | undefined;
  #memory: Map<object, unknown> | undefined;

  constructor(options: RunOptions) {
    this.options = options;
  }

  /** Things found once per run: bundle indexes, verdicts on referenced resources. Made for the first of them: most find none. */
  get memory(): Map<object, unknown> {
    this.#memory ??= new Map();
    return this.#memory;
  }

  /** Records that a rule is broken. */
  report(key: Rule, place: Place, facts: Facts = {}, severity?: Severity): void {
    const filled = facts['element'] === undefined ? { element: place.name(), ...facts } : facts;
    this.add(key, place, ruleText(key, filled), filled, severity ?? rule(key).severity, rule(key).code);
  }

  /** Records what cannot be told offline. */
  reportOpen(key: Rule, place: Place, facts: Facts, question: OpenQuestion): void {
    this.report(key, place, facts);
    const last = this.options.asks ? this.issues.pop() : undefined;
    if (last) this.issues.push({ ...last, question });
  }

  /** True when there is nothing more to say about a system that is not known here: it was told, or nobody will hear it. */
  hasToldOf(system: string): boolean {
    return !this.options.asks && (this.#trials > 0 || this.#unchecked?.has(system) === true);
  }

  /** Records that a code's system is not known here: once for each system, unless a server will be asked for each code. */
  reportUnchecked(asked: AskedCode & { readonly system: string }, place: Place): void {
    this.#unchecked ??= new Set();
    this.#unchecked.add(asked.system);
    this.reportOpen(
      'code-unchecked',
      place,
      {},
      { valueSet: undefined, codes: [asked], outside: 'code-refused' },
    );
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

  /** True unless the number at a place was written as no whole number is: `1.0`, `1e2`. */
  isWrittenWhole(place: Place): boolean {
    let node: unknown = this.options.exact;
    for (const key of place.keys()) node = isNode(node) ? node[key] : undefined;
    return !JSON.isRawJSON(node) || /^-?[0-9]+$/.test(node.rawJSON);
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
    this.#trials++;
    check();
    this.#trials--;
    const clean = this.errors === errors;
    this.issues.length = kept;
    this.errors = errors;
    return clean;
  }
}

function isNode(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A check of one value: its place is parent + step + index, put together only when needed. */
export type Check = (value: unknown, parent: Place, step: Step, index: number, run: Run) => void;
