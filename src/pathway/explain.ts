// Why was this done, and that not? Each action of an event with its condition and the facts it leans on.

import { variablesOf } from './layers/compile-action.ts';
import type { Action, Pathway, Title } from './pathway.ts';
import type { Plan } from './plan-types.ts';

/** One action of the event. */
export interface ExplainedAction {
  readonly id: string;
  readonly title: Title;
  readonly mode: string;
  readonly owner: string | undefined;
  readonly req: readonly string[];
  /** applied, or why not: its condition is false or unknown, or there is nobody it is for. */
  readonly outcome: 'applied' | 'condition-false' | 'condition-unknown' | 'nobody' | 'unsigned';
  /** The same in words. */
  readonly says: Title;
  readonly condition: string;
  /** The facts the condition names, as they are; null is unknown. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The same facts in words, in the order of the condition. */
  readonly asked: readonly { readonly fact: string; readonly value: unknown; readonly says: Title }[];
  /** Types of the resources it drafts. */
  readonly drafts: readonly string[];
}

/** What an event means and what follows. */
export interface Explanation {
  readonly layer: string;
  readonly version: string;
  readonly means: readonly string[];
  readonly moves: readonly { readonly from: string; readonly to: string; readonly fits: boolean }[];
  readonly actions: readonly ExplainedAction[];
  readonly timers: readonly {
    readonly code: string;
    readonly due: string | null;
    readonly late: boolean;
    /** What is told when it passes unmet; else what its action is. */
    readonly says: Title;
  }[];
  /** Roles the actions asked for that nobody fills. */
  readonly unfilled: readonly { readonly action: string; readonly role: string }[];
}

const SAYS: Readonly<Record<ExplainedAction['outcome'], Title>> = {
  applied: { nb: 'Gjøres: betingelsen er oppfylt.', en: 'Done: its condition holds.' },
  'condition-false': {
    nb: 'Gjøres ikke: betingelsen er ikke oppfylt.',
    en: 'Not done: its condition does not hold.',
  },
  'condition-unknown': {
    nb: 'Gjøres ikke: noe betingelsen spør om, er ikke kjent. Ukjent regnes aldri som ja.',
    en: 'Not done: something its condition asks is not known. Unknown never counts as yes.',
  },
  nobody: { nb: 'Gjøres ikke: det er ingen den gjelder.', en: 'Not done: there is nobody it is for.' },
  unsigned: {
    nb: 'Gjøres ikke: ingen som kan, har signert det som skal gå.',
    en: 'Not done: nobody who may has signed what is to go.',
  },
};

/** Explains a plan; `read` gives a fact by name. */
export function explain(
  pathway: Pathway,
  plan: Plan,
  code: string,
  read: (name: string) => unknown,
): Explanation {
  const codes = [code, ...plan.means];
  const asked = pathway.actions.filter(({ ev }) => ev.some((one) => codes.includes(one)));
  return {
    layer: pathway.layer,
    version: pathway.version,
    means: plan.means,
    moves: plan.moves.map(({ from, to, misfits }) => ({ from, to, fits: misfits.length === 0 })),
    actions: asked.map((action) => explainAction(action, pathway, plan, read)),
    timers: plan.timers.map(({ code: timer, due, late }) => ({
      code: timer,
      due: due?.toISOString() ?? null,
      late,
      says: timerWords(pathway, timer),
    })),
    unfilled: plan.unfilled,
  };
}

function timerWords({ timers, actions }: Pathway, code: string): Title {
  const rule = timers.find(({ id }) => id === code);
  const action = actions.find(({ id }) => id === rule?.for);
  return rule?.breach?.title ?? action?.title ?? { nb: code, en: code };
}

function explainAction(
  action: Action,
  pathway: Pathway,
  plan: Plan,
  read: (name: string) => unknown,
): ExplainedAction {
  const applied = plan.applied.some((one) => one.action === action.id);
  const refused = plan.skipped.find((one) => one.action === action.id)?.why ?? 'condition-false';
  const outcome = applied ? 'applied' : refused;
  const { id, title, mode, owner, req } = action;
  const condition = action.if.expression;
  const named = variablesOf(condition).filter((name) => pathway.facts.has(name));
  return {
    id,
    title,
    mode,
    owner,
    req,
    outcome,
    says: SAYS[outcome],
    condition,
    facts: Object.fromEntries(named.map((name) => [name, known(read(name))])),
    asked: named.map((name) => ({
      fact: name,
      value: known(read(name)),
      says: pathway.facts.get(name)?.says ?? { nb: name, en: name },
    })),
    drafts: plan.drafts.filter((draft) => draft.action === id).map(({ resource }) => resource.resourceType),
  };
}

/** An empty collection is "unknown"; JSON says null. */
function known(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : (value ?? null);
}
