// What is a resource of a case to the law?

/** A resource as the law reads it. */
export interface CaseResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}
