// What is a pathway, once its layers are merged? Types of what mappings/pathways says.

import type { CompiledPath } from '../fhir/fhirpath/compile.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import type { FailureCode } from '../domain/failure.ts';
import type { Region } from './states/machine.ts';
import type { Machines } from './states/machine.ts';
import type { Template } from './drafts/template.ts';
import type { Title } from './title.ts';

export type { Title } from './title.ts';

export type Mode = 'AUTO' | 'PROP' | 'HUMAN';
/** What an action is done for: once for the case, or for each child, knower or triggering resource. */
export type Each = 'case' | 'child' | 'knower' | 'trigger';
/** What the gateway does besides drafting and sending. */
export type Effect =
  | 'cancel-timers'
  | 'cancel-deliveries'
  | 'cancel-child'
  | 'cancel-consented'
  | 'stop-referral'
  | 'stop-message';
/** What a request is, in R4's words; each has a template in mappings/pathways/kinds.yaml. */
export const KINDS = [
  'Task',
  'ServiceRequest',
  'CommunicationRequest',
  'CarePlan',
  'Appointment',
  'SupplyRequest',
  'Contract',
] as const;
export type Kind = (typeof KINDS)[number];

/** A resource an action drafts. */
export interface Produce {
  /** Name by which templates and sends of the same plan refer to it (`%referral`, `referral`). */
  readonly as: string;
  readonly when?: CompiledPath;
  /** Content key: same key, same resource id. */
  readonly key?: CompiledPath;
  /** An id given outright instead of a key. */
  readonly id?: CompiledPath;
  readonly resource: Template;
  /** The template as the layer says it, to be written in other words. */
  readonly source: unknown;
  readonly place: string;
}

/** A change to resources that exist. */
export interface Update {
  readonly select: CompiledPath;
  readonly set: Template;
}

/** A delivery an action asks for. */
export interface Send {
  /** Roles (`childHealth`), or FHIRPath giving References. */
  readonly to: readonly Party[];
  /** Judged and recorded, never sent. */
  readonly evaluate: readonly Party[];
  /** Aliases of drafts, or FHIRPath giving reference strings. Without any of these the delivery has no meaning. */
  readonly essential: readonly Part[];
  readonly with: readonly Part[];
  readonly basis: string;
  /** The Task whose status follows the delivery. */
  readonly task?: Part;
  /** True: the Task asked for nothing but that this arrives, so a confirmation completes it. */
  readonly completes: boolean;
  /** Tells two sends of the same content apart, such as versions of a plan. */
  readonly key?: CompiledPath;
  /** Wait before the first try, so that a person can still stop it; in ms. */
  readonly delayMs: number;
  /** When the send is withheld: finding to open, and event to raise so that somebody gets a Task. */
  readonly onWithheld?: { readonly finding: FailureCode; readonly event: string };
  /** Leave out the caller whose change it was. */
  readonly notSelf: boolean;
  /**
   * True when a person has signed what goes: FHIRPath over the case, asked when it is planned. Only a send that says it may carry
   * what needs a person's act, and only an action of mode HUMAN may say it.
   */
  readonly signed?: CompiledPath;
  /** Recipients with these roles are only evaluated. */
  readonly neverRoles: readonly string[];
}

export type Party = { readonly role: string; readonly if?: CompiledPath } | { readonly path: CompiledPath };
export type Part = { readonly alias: string } | { readonly path: CompiledPath };

/** One rule of the pathway: when this happens and that holds, do this. */
export interface Action {
  readonly id: string;
  readonly layer: string;
  readonly file: string;
  readonly req: readonly string[];
  readonly ev: readonly string[];
  readonly title: Title;
  readonly if: CompiledPath;
  readonly mode: Mode;
  readonly kind: Kind | undefined;
  readonly owner: string | undefined;
  /** Roles and keys of services it takes part of; `if` as it stands. */
  readonly parts: readonly { readonly role: string; readonly if?: string }[];
  readonly start?: string;
  readonly due?: string;
  readonly escalate?: string;
  readonly repeat?: string;
  readonly statutory: boolean;
  /** Roles that must have a service, else the action is not part of the layer. */
  readonly needs: readonly string[];
  /** True when a fact about one child decides: it is then asked for each child. */
  readonly perChild: boolean;
  /** Runs before the others (loss cancels everything first, D-07). */
  readonly first: boolean;
  readonly each: readonly Each[];
  /** Key of `services`: its role is the addressed service. */
  readonly svc?: string;
  /** Code of tk-activity: the activity of a child's first plan that its request takes the place of. */
  readonly activity?: string;
  readonly produces: readonly Produce[];
  readonly updates: readonly Update[];
  readonly sends: readonly Send[];
  readonly effects: readonly Effect[];
  /** Opened when it is done: what a person must look at besides the draft. */
  readonly finding?: FailureCode;
  /** Of `cancel-deliveries`: actions whose sends go on all the same. */
  readonly spares: readonly string[];
}

/** A deadline that starts with an action, or with an event of `on` while the action's condition holds. */
export interface TimerRule {
  readonly id: string;
  readonly for: string;
  readonly on: readonly string[];
  readonly start: string;
  readonly due: string;
  /** More moments at which the same is due. */
  readonly also: readonly string[];
  /** Each event starts a clock of its own; else one runs per subject. */
  readonly anew: boolean;
  /** Interval after which it is due again, until `until`. */
  readonly repeat?: string;
  readonly until?: string;
  /** `trigger`: a clock for each resource that means the event, and its breach is told with that resource at hand. */
  readonly each: 'case' | 'child' | 'trigger';
  readonly cancelOn: readonly string[];
  /** Events that end it as met. */
  readonly metOnEvent: readonly string[];
  /** True when what was due is done; asked when it is due. Without it the action's own request must be done. */
  readonly metBy?: CompiledPath;
  /** States of the action's delivery that end it as met. */
  readonly metOn?: readonly DeliveryState[];
  /** Event raised when it was not met. */
  readonly raises?: string;
  /** Told when it passes unmet: a Task for somebody; undefined: nobody. */
  readonly breach?: Action;
  /** The timer whose leader is told at this moment. */
  readonly escalates?: string;
}

/** An event that means another one when the case says so. */
export interface Meaning {
  readonly code: string;
  readonly on: readonly string[];
  readonly if: CompiledPath;
}

/** A named truth about a case. */
export type FactRule =
  | {
      readonly id: string;
      readonly kind: 'path';
      readonly path: CompiledPath;
      readonly uses: readonly string[];
      /** What it says, for people. */
      readonly says: Title | undefined;
    }
  | {
      readonly id: string;
      readonly kind: 'engine';
      readonly uses: readonly string[];
      /** False: said in words, but this version cannot compute it. */
      readonly known: boolean;
      readonly says: Title | undefined;
    };

/** The pathway of one layer, merged and compiled. */
export interface Pathway {
  readonly layer: string;
  readonly version: string;
  readonly zone: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly knowers: readonly CompiledPath[];
  readonly anchors: Readonly<Record<string, CompiledPath>>;
  readonly means: readonly Meaning[];
  readonly machines: Machines;
  readonly regions: readonly Region[];
  readonly actions: readonly Action[];
  /** Actions that nobody in the directory can own, with the role that is missing. */
  readonly unstaffed: readonly { readonly action: string; readonly role: string }[];
  /** Actions by the event that sets them off, in the order they run. */
  readonly byEvent: ReadonlyMap<string, readonly Action[]>;
  /** What every environment of an expression stands on: facts, and the names of drafts. */
  readonly environment: object;
  /** Statuses that say a request of a kind is done. */
  readonly done: Readonly<Record<string, { readonly at: string; readonly statuses: readonly string[] }>>;
  readonly timers: readonly TimerRule[];
  /** Timers by the action they serve. */
  readonly timersFor: ReadonlyMap<string, readonly TimerRule[]>;
  readonly facts: ReadonlyMap<string, FactRule>;
}
