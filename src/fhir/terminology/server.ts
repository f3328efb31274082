// What may a terminology server be asked, when one is there? Off unless somebody gives one.

/** A code as it was sent. */
export interface AskedCode {
  readonly system: string | undefined;
  readonly code: string;
  readonly display: string | undefined;
}

/** Is the code in the value set; without a value set: is it a code of its system? */
export interface TerminologyQuestion extends AskedCode {
  readonly valueSet: string | undefined;
}

/**
 * What cannot be told offline is asked here. The answer is true, false, or undefined when the server cannot tell either.
 * An implementation sets its own time limit; what it throws counts as undefined, so validation never fails because of it.
 * Codes are patient data: they belong in a body, never in a URL or a log.
 */
export interface TerminologyServer {
  validateCode(question: TerminologyQuestion): Promise<boolean | undefined>;
}
