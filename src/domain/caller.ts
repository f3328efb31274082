// Who is calling us? An organisation with a role, known by a token (HelseID later, behind the same door).

import type { RecipientId } from './identity.ts';

/** What a caller may do: exchange FHIR, operate the gateway, or both. */
export type CallerScope = 'fhir' | 'ops';

/** A number and the system it belongs to. */
export interface Attested {
  readonly system: string;
  readonly value: string;
}

/**
 * What a caller attests of itself, as the trust framework asks (Tillitsrammeverket, information model v-6): until HelseID says
 * it in each call, it is a setting. What is absent is not attested; nothing is inferred.
 */
export interface Attestation {
  /** When it was attested: looks before that were made without it. */
  readonly attested: Date;
  /** The professional, by fødselsnummer or D-nummer. */
  readonly practitioner?: Attested;
  readonly hprNumber?: string;
  /** Code of list 9060. */
  readonly authorization?: string;
  /** Organisation number of the legal entity. */
  readonly legalEntity?: string;
  /** Organisation number of the place where care is given. */
  readonly pointOfCare?: string;
  readonly department?: Attested;
  /** Code of the purpose of use, such as TREAT. */
  readonly purposeOfUse?: string;
  /** Code of list 9151. */
  readonly purposeDetail?: string;
  /** The decision of its own system that it may ask for its patients. */
  readonly relation?: {
    readonly decision: string;
    readonly text?: string;
    readonly userSelected: boolean;
    readonly service?: Attested;
  };
}

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
  /** What it attests, from when; the latest before a look is the one that look was made with. */
  readonly attests?: readonly Attestation[];
}
