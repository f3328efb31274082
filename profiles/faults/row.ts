// What is a fault? A row: the example it starts from, the issue it must raise, why, and what is changed.

/** One change: the value at a path of keys and indexes; undefined removes what is there. */
export type Change = readonly [path: string, value?: unknown];

/** A fault. */
export interface Fault {
  /** Name of the valid example it starts from. */
  readonly example: string;
  /** Key of the issue (src/fhir/validator/rules); of an invariant `invariant:` and its own key. */
  readonly key: string;
  readonly why: string;
  readonly changes: readonly Change[];
}

/** A fault that raises the issue `key`. */
export const row = (example: string, key: string, why: string, ...changes: readonly Change[]): Fault => ({
  example,
  key,
  why,
  changes,
});

/** A fault that breaks an invariant of ours. */
export const rule = (example: string, invariant: string, why: string, ...changes: readonly Change[]): Fault =>
  row(example, `invariant:${invariant}`, why, ...changes);

const TK = 'https://lenke.example/fhir/CodeSystem';
/** A code of a list of ours. */
export const code = (name: string, value: string) => ({
  coding: [{ system: `${TK}/tk-${name}`, code: value }],
});
/** An id of nobody known. */
export const SOMEBODY = {
  system: 'urn:ietf:rfc:3986',
  value: 'urn:uuid:5e0f0000-0000-4000-8000-000000000900',
};
