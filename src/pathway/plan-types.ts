// What goes into planning, and what comes out of it?

import type { EventId, Ref } from '../domain/identity.ts';
import type { Timer } from '../domain/timer.ts';
import type { CaseView, Resource } from './case/case-view.ts';
import type { Effect, Pathway, Send } from './pathway.ts';

/** Whom a role or reference means, as far as the plan must know. */
export interface Addressee {
  readonly id: string;
  readonly role: string;
  readonly reference: { readonly reference: string };
  readonly service?: { readonly reference: string };
}

/** An offer of the directory that fits her, as an expression reads it (`%offers`). */
export interface OfferedChoice {
  /** Codes of tk-need, tk-offer-level and tk-offer-trait. */
  readonly needs: readonly string[];
  readonly levels: readonly string[];
  readonly traits: readonly string[];
  /** False when a criterion is known not to be met. */
  readonly fits: boolean;
  /** A Task.input that names it, with its criteria. */
  readonly input: object;
}

/** What planning needs. Pure: the same input gives the same plan. */
export interface PlanInput {
  readonly pathway: Pathway;
  readonly view: CaseView;
  readonly event: {
    readonly id: EventId;
    readonly code: string;
    readonly at: Date;
    readonly subject?: Ref;
  };
  readonly triggers: readonly Resource[];
  /** The triggers as they were before, where they were there; a region asks where it came from. */
  readonly before?: readonly Resource[];
  readonly now: Date;
  /** Canonical URL of one of our code systems by short name. */
  readonly system: (name: string) => string;
  /** Who fills a role for this case (`habu`, `fastlege`, `coordinator`). */
  readonly addressOf: (role: string) => Addressee | undefined;
  /** References and identifiers by which the party of a reference is known; without it: those of the reference. */
  readonly keysOf?: (reference: unknown) => readonly string[];
  /** What there is to get help from, where she lives, the closest first; without it: nothing is known. */
  readonly offers?: () => readonly OfferedChoice[];
  /** Whether the law lets a role know of the case at all; without it: no. */
  readonly permits?: (role: string) => boolean;
}

/** A resource to be made, when nothing stands under its id yet. */
export interface Draft {
  readonly action: string;
  readonly alias: string;
  readonly place: string;
  readonly resource: Resource & { readonly id: string };
}

/** A delivery the pathway asks for; to whom exactly, and whether it may, is decided later. */
export interface PlannedSend {
  readonly action: string;
  /** Tells sends of the same action apart: child, trigger version. */
  readonly key: string;
  readonly to: readonly {
    readonly role?: string;
    readonly reference?: unknown;
    readonly evaluateOnly: boolean;
  }[];
  readonly content: readonly { readonly reference: Ref; readonly essential: boolean }[];
  readonly subject: Ref;
  readonly send: Send;
  readonly task?: Ref;
}

/** What an event did to one machine. */
export interface StateMove {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  /** Events that did not fit where the machine stood. */
  readonly misfits: readonly { readonly event: string; readonly state: string }[];
  /** The episode with its new state, when it must be recorded. */
  readonly update: readonly Resource[];
}

export interface Plan {
  readonly moves: readonly StateMove[];
  /** Codes of events this one means as well. */
  readonly means: readonly string[];
  readonly applied: readonly { readonly action: string; readonly times: number }[];
  readonly skipped: readonly {
    readonly action: string;
    readonly why: 'condition-false' | 'condition-unknown' | 'nobody' | 'unsigned';
  }[];
  readonly drafts: readonly Draft[];
  readonly updates: readonly Resource[];
  /** Which action changed which resource; `state` and `plan` when none did. */
  readonly changedBy: readonly { readonly action: string; readonly reference: string }[];
  readonly sends: readonly PlannedSend[];
  readonly timers: readonly Timer[];
  readonly effects: readonly {
    readonly effect: Effect;
    readonly action: string;
    /** The child it is about, when it is about one. */
    readonly subject?: Ref;
    readonly trigger?: Resource;
  }[];
  /** Actions that carry what a person signs, for something that nobody has signed who may: nothing of it was done. */
  readonly unsigned: readonly { readonly action: string }[];
  /** Roles that had nobody to fill them. */
  readonly unfilled: readonly { readonly action: string; readonly role: string }[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** Value of any fact after the event, also of one that nothing asked for. */
  readonly fact: (name: string) => unknown;
}
