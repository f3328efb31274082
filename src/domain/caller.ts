// Who is calling us? An organisation with a role, known by a token (HelseID later, behind the same door).

import type { RecipientId } from './identity.ts';

/** What a caller may do: exchange FHIR, operate the gateway, or both. */
export type CallerScope = 'fhir' | 'ops';

/** An organisation that calls the gateway, with the role it acts in. */
export interface Caller {
  /** Stable id from settings: `sandbox-hospital`. Written in audit and journal, never a person. */
  readonly id: string;
  /** Organisation number of the caller, when it has one. */
  readonly organisation?: string;
  /** Role or service the caller acts in, a recipient id such as `kk-barsel`, `fhs`, `habu`. */
  readonly role: string;
  /** The recipient through which this caller itself gets notices (non-delivery, answers), when it has one. */
  readonly replyTo?: RecipientId;
  readonly scopes: readonly CallerScope[];
  /**
   * `everything`: reads are not guarded by the law. For tests and for the sandbox; settings refuse it in production.
   * Absent: what the law lets this role of this organisation see.
   */
  readonly reads?: 'everything';
}
