// What do the main thread and a validation thread say to each other?

import type { Issue } from '../issue.ts';

/** What of ValidateOptions can be sent to a thread. */
export interface ThreadOptions {
  readonly profiles?: readonly string[];
  readonly bestPractice?: boolean;
}

/** To the thread: the text in parts, then the order to validate them; `next` asks for more issues. */
export type ToThread =
  | { readonly kind: 'part'; readonly text: string }
  | { readonly kind: 'validate'; readonly options: ThreadOptions }
  | { readonly kind: 'next' };

/** From the thread: some of the issues, and whether there are more. */
export interface FromThread {
  readonly issues: readonly Issue[];
  readonly more: boolean;
}
