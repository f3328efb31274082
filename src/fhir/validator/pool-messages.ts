// What do the main thread and a validation thread say to each other?

import type { FailureCode, Facts } from '../../domain/failure.ts';
import type { Issue } from '../issue.ts';
import type { BodyAnswer, BodyQuestion } from './validate-body.ts';

/** What of ValidateOptions can be sent to a thread. */
export interface ThreadOptions {
  readonly profiles?: readonly string[];
  readonly bestPractice?: boolean;
}

/**
 * To the thread: the text in parts, then the order to validate them; `next` asks for more issues. Or a body of $validate
 * as its bytes came, which is read and answered there.
 */
export type ToThread =
  | { readonly kind: 'part'; readonly text: string }
  | { readonly kind: 'validate'; readonly options: ThreadOptions }
  | { readonly kind: 'next' }
  | { readonly kind: 'body'; readonly chunks: readonly Uint8Array[]; readonly question: BodyQuestion };

/** From the thread: some of the issues, and whether there are more; the answer to a body, or what it was refused for. */
export type FromThread =
  | { readonly kind: 'issues'; readonly issues: readonly Issue[]; readonly more: boolean }
  | { readonly kind: 'answer'; readonly answer: BodyAnswer }
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly facts: Facts };
