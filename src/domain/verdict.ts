// May this recipient have this? The answer, always with the rule and its legal basis.

import type { Delivery } from './delivery.ts';

/** Data classes D1–D11 (facts/pathway.md 5.6). `D0` is what nobody classified: no matrix has a column for it, so it is denied. */
export type DataClass = 'D0' | 'D1' | 'D2' | 'D3' | 'D4' | 'D5' | 'D6' | 'D7' | 'D8' | 'D9' | 'D10' | 'D11';

/** The rule that decided about one data class. */
export interface ClassVerdict {
  readonly dataClass: DataClass;
  readonly effect: 'permit' | 'deny';
  /** Rule id of mappings/law, such as `R5-TREATMENT` or `R9-DENY`. */
  readonly rule: string;
  /** Basis code, such as `HPL45` or `HPL21`. */
  readonly basis: string;
  /** Consent, objection or relation the rule leaned on. */
  readonly evidence?: readonly string[];
}

interface Decided {
  readonly rule: string;
  readonly basis: string;
  /** Version of the law file that was in force. */
  readonly lawVersion: string;
  readonly classes: readonly ClassVerdict[];
}

/**
 * permit: everything asked for may go. narrow: the essential part may go, some classes must be dropped first.
 * deny: nothing may go.
 */
export type Verdict =
  | (Decided & { readonly effect: 'permit'; readonly delivery: PermittedDelivery })
  | (Decided & { readonly effect: 'narrow'; readonly delivery: PermittedDelivery })
  | (Decided & { readonly effect: 'deny'; readonly reason: string });

declare const permitted: unique symbol;

/**
 * A delivery that was decided and may leave. Only `disclosure/decide.ts` makes one, and every sender asks for one:
 * nothing can be sent that was not decided in this very attempt.
 */
export interface PermittedDelivery {
  readonly [permitted]: true;
  readonly delivery: Delivery;
  readonly allowed: ReadonlySet<DataClass>;
}
