// What came in, and what became of it? The contract between the wire (api, exchange) and the pipeline.

import type { Caller } from '../domain/caller.ts';
import type { PathwayEvent } from '../domain/event.ts';
import type { Issue } from '../fhir/issue.ts';
import type { Sight } from '../store/records/sight/eyes.ts';
import type { Interaction, InteractionResult, SeenResource } from '../store/records/types.ts';

/** Something a caller asks to have done: one interaction of REST, or all entries of a transaction or message. */
export interface Submission {
  readonly caller: Caller;
  /** rest: one interaction. bundle: a transaction or message; an event of no known case is then not kept at all. */
  readonly kind: 'rest' | 'bundle';
  readonly interactions: readonly Interaction[];
  /** FHIRPath of each interaction's resource in what came in: `Bundle.entry[2].resource`, or the type for a single one. */
  readonly places: readonly string[];
  /** The whole thing as it came, for validating a Bundle with its references; the single resource for `rest`. */
  readonly whole: unknown;
  /** The same with numbers as they were written. */
  readonly exact?: unknown;
  /** The text `whole` was read from, when it is all of it: a large one is validated in a thread. */
  readonly text?: string;
  /** Line and column of an expression in the text that came in. */
  readonly locate?: (expression: string) => { line: number; column: number } | undefined;
  readonly correlation: string;
  readonly requestId: string;
  /**
   * Eyes of the caller: what it may not know of is not there for its conditions, references and reads. Undefined for a caller
   * that may see everything, and for messages, whose answer shows nothing of what is here.
   */
  readonly sight: Sight | undefined;
}

/** What became of a submission. */
export type Acceptance =
  /** Stored, with its events, in one transaction. `notes` are warnings and information for the answer. */
  | {
      readonly kind: 'accepted';
      readonly results: readonly InteractionResult<SeenResource>[];
      readonly events: readonly PathwayEvent[];
      readonly notes: readonly Issue[];
    }
  /** Belongs to no known case: acknowledged, counted, nothing kept. */
  | { readonly kind: 'no-case'; readonly notes: readonly Issue[] }
  /** Not valid: nothing was stored. */
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] };

/** The answer to a message: HTTP status and the response Bundle as text, the same for a repeat. */
export interface MessageAnswer {
  readonly status: number;
  readonly body: string;
}

/** A resend as asked for: what, how many at most, why, by whom. */
export interface ResendRequest {
  readonly ids?: readonly string[];
  readonly filter?: {
    readonly state?: string;
    readonly recipient?: string;
    readonly eventId?: string;
    readonly since?: Date;
  };
  readonly limit: number;
  readonly reason: string;
  readonly by: string;
  readonly dryRun: boolean;
}

/** What a resend would do or did. */
export interface ResendReport {
  readonly id: string;
  readonly dryRun: boolean;
  readonly count: number;
  /** Age of the oldest in hours, so that a flood of old failures is seen before it starts. */
  readonly oldestHours: number;
  readonly recipients: readonly { readonly recipient: string; readonly count: number }[];
  readonly deliveries: readonly string[];
  /** Not resent, with the reason (not ended, unknown, over the limit). */
  readonly left: readonly { readonly id: string; readonly why: string }[];
}
