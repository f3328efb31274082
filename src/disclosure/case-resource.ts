// What is a case to the law? Its resources, and those of a type as a Bundle.

/** A resource as the law reads it. */
export interface CaseResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [key: string]: unknown;
}

/** A Bundle of the resources of some types. */
export type BundleOf = (types: readonly string[]) => object;
