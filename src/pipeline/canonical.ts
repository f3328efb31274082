// Under which addresses does our own FHIR content stand?

/** Canonical root of our own FHIR content; one constant, set at build. */
export const CANONICAL = 'https://lenke.example/fhir';

/** Canonical URL of one of our code systems. */
export function codeSystem(name: string): string {
  return `${CANONICAL}/CodeSystem/${name}`;
}
