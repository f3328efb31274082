// What is a pathway, once its layers are merged? Types of what mappings/pathways says.

import type { CompiledPath } from '../fhir/fhirpath/compile.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import type { FailureCode } from '../domain/failure.ts';
import type { Template } from './template.ts';

export type Mode = 'AUTO' | 'PROP' | 'HUMAN';
/** What an action is done for: once for the case, or for each child, knower or triggering resource. */
export type Each = 'case' | 'child' | 'knower' | 'trigger';
/** What the gateway does besides drafting and sending. */
export type Effect = 'cancel-timers' | 'cancel-deliveries' | 'stop-referral';

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
  /** Tells two sends of the same content apart, such as versions of a plan. */
  readonly key?: CompiledPath;
  /** Wait before the first try, so that a person can still stop it; in ms. */
  readonly delayMs: number;
  /** When the send is withheld: finding to open, and event to raise so that somebody gets a Task. */
  readonly onWithheld?: { readonly finding: FailureCode; readonly event: string };
  /** Leave out the caller whose change it was. */
  readonly notSelf: boolean;
  /** Recipients with these roles are only evaluated. */
  readonly neverRoles: readonly string[];
}

export type Party = { readonly role: string } | { readonly path: CompiledPath };
export type Part = { readonly alias: string } | { readonly path: CompiledPath };

/** One rule of the pathway: when this happens and that holds, do this. */
export interface Action {
  readonly id: string;
  readonly layer: string;
  readonly file: string;
  readonly req: readonly string[];
  readonly ev: readonly string[];
  readonly if: CompiledPath;
  readonly mode: Mode;
  readonly statutory: boolean;
  /** Runs before the others (loss cancels everything first, D-07). */
  readonly first: boolean;
  readonly each: readonly Each[];
  /** Key of `services`: its role is the addressed service. */
  readonly svc?: string;
  readonly produces: readonly Produce[];
  readonly updates: readonly Update[];
  readonly sends: readonly Send[];
  readonly effects: readonly Effect[];
}

/** A deadline that starts with an action. */
export interface TimerRule {
  readonly id: string;
  readonly for: string;
  readonly start: string;
  readonly due: string;
  readonly each: 'case' | 'child';
  readonly cancelOn: readonly string[];
  readonly breach: string;
  /** States of the action's delivery that end it as met. */
  readonly metOn?: readonly DeliveryState[];
}

/** A named truth about a case. */
export type FactRule =
  | {
      readonly id: string;
      readonly kind: 'path';
      readonly path: CompiledPath;
      readonly uses: readonly string[];
    }
  | { readonly id: string; readonly kind: 'engine'; readonly uses: readonly string[] };

/** The pathway of one layer, merged and compiled. */
export interface Pathway {
  readonly layer: string;
  readonly version: string;
  readonly zone: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly services: Readonly<Record<string, readonly string[]>>;
  readonly knowers: readonly CompiledPath[];
  readonly actions: readonly Action[];
  readonly timers: readonly TimerRule[];
  readonly facts: ReadonlyMap<string, FactRule>;
}
