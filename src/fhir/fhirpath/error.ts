// What is wrong with a FHIRPath expression, and where in it?

/** Thrown when an expression cannot be read, or cannot be evaluated on what it was given. Never holds data. */
export class FhirPathError extends Error {
  readonly expression: string;
  /** Place in the expression, from 0; absent when the fault shows only at run time. */
  readonly offset: number | undefined;

  constructor(message: string, expression: string, offset?: number, options?: { cause?: unknown }) {
    super(offset === undefined ? message : `${message} (at ${offset})`, options);
    this.name = 'FhirPathError';
    this.expression = expression;
    this.offset = offset;
  }
}

/** Thrown inside the closure compiler for what only the engine can do; never leaves this folder. */
export class Unsupported extends Error {}

/** A fault that shows when a closure runs; compile.ts adds the expression. */
export class EvaluationFault extends Error {}
