// To whom, and how? A recipient is a HealthcareService or Organization with an Endpoint, read from mappings/network.

import type { RecipientId, Ref } from './identity.ts';

/** Wire format and interaction of an endpoint: a FHIR transaction, or a FHIR message to $process-message. */
export type WireFormat = 'fhir-transaction' | 'fhir-message';

/** Somebody who can be sent to. */
export interface Recipient {
  readonly id: RecipientId;
  readonly name: string;
  /** Roles it fills (rows of the matrix and roles of the actions): `habu`, `fhs`, `fastlege`. */
  readonly roles: readonly string[];
  /** Municipalities it serves (kommunenummer, list 3402); empty: everywhere. */
  readonly municipalities: readonly string[];
  /** The Organization that is the recipient. */
  readonly organization: Ref;
  /** Its HealthcareServices. */
  readonly services: readonly Ref[];
  /** Identifiers by which records point at it (`system|value`), organisation number and such. */
  readonly identifiers: readonly string[];
  /** Where it is sent; undefined: known, but cannot be reached by the gateway (a finding when it should get something). */
  readonly endpoint?: {
    readonly format: WireFormat;
    readonly address: string;
    /** Name of the secret in settings that holds the bearer token, never the token itself. */
    readonly credential?: string;
    readonly timeoutMs: number;
  };
  /** Row of queues/retry-policy.json. */
  readonly retryClass: string;
}
