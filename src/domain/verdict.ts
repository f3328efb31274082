// May this recipient have this? The answer, always with the rule and its legal basis.

import type { DataClass } from './data-class.ts';
import type { Delivery } from './delivery.ts';

/** The rule that decided about one data class of one person. */
export interface ClassVerdict {
  readonly dataClass: DataClass;
  /** What exactly was decided about: person, class, quoted or not, marks (`disclosure/concerns.ts`). */
  readonly key: string;
  /** True when it is the mother's data in a child's record. */
  readonly quoted?: boolean;
  /** True when a person's signed act carries it: the gateway does not send on it by itself. */
  readonly human?: boolean;
  readonly effect: 'permit' | 'deny';
  /** Rule id of mappings/law, such as `R5-TREATMENT` or `R9-DENY`. */
  readonly rule: string;
  /** Basis code, such as `HPL45` or `HPL21`. */
  readonly basis: string;
  /** Consent, objection, signed act or relation the rule leaned on. */
  readonly evidence?: readonly string[];
}

interface Decided {
  readonly rule: string;
  readonly basis: string;
  /** Version of the law file that was in force. */
  readonly lawVersion: string;
  readonly classes: readonly ClassVerdict[];
}

interface Permitted extends Decided {
  readonly delivery: PermittedDelivery;
  /** True when something of it goes on a person's signed act: only an action that a person has signed may send it. */
  readonly human: boolean;
}

/**
 * permit: everything asked for may go. narrow: the essential part may go, some classes must be dropped first.
 * deny: nothing may go.
 */
export type Verdict =
  | (Permitted & { readonly effect: 'permit' })
  | (Permitted & { readonly effect: 'narrow' })
  | (Decided & { readonly effect: 'deny'; readonly reason: string });

declare const permitted: unique symbol;

/**
 * A delivery that was decided and may leave. Only `disclosure/decide.ts` makes one, and every sender asks for one:
 * nothing can be sent that was not decided in this very attempt.
 */
export interface PermittedDelivery {
  readonly [permitted]: true;
  readonly delivery: Delivery;
  /** Keys of what may go (`disclosure/concerns.ts`). */
  readonly allowed: ReadonlySet<string>;
}
