// What do the receivers hold, and how shall they misbehave? The controls of the sandbox.

import type { FaultKind } from '../../../src/sandbox/fault.ts';
import type { ReceivedReport } from '../../../src/sandbox/received.ts';

/** A resource as a receiver holds it. */
export interface Held {
  readonly resourceType: string;
  readonly id: string;
  readonly status?: string;
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly subject?: { readonly reference?: string };
  readonly [element: string]: unknown;
}

/** One order to misbehave. */
export interface FaultOrder {
  readonly kind: FaultKind;
  readonly ms?: number;
  readonly retryAfter?: number;
  readonly times?: number;
}

/** The receivers of a sandbox. */
export interface Receivers {
  fault(system: string, order: FaultOrder): Promise<void>;
  heal(): Promise<void>;
  received(system: string): Promise<ReceivedReport>;
  /** Every resource of a type a system holds. */
  held(system: string, type: string): Promise<readonly Held[]>;
}

/** The systems behind the recipients: habu → habu, fhs → kommune, fastlege → fastlege. */
export const SYSTEMS = ['habu', 'kommune', 'fastlege', 'kk'] as const;

export function receiversAt(url: string): Receivers {
  const fault = async (system: string, order: FaultOrder): Promise<void> => {
    const response = await fetch(`${url}/${system}/_sandbox/fault`, {
      method: 'PUT',
      body: JSON.stringify(order),
    });
    if (!response.ok) throw new Error(`fault ${order.kind} was refused with ${response.status}`);
  };
  return {
    fault,
    async heal() {
      for (const system of SYSTEMS) await fault(system, { kind: 'none' });
    },
    async received(system) {
      return (await fetch(`${url}/${system}/_sandbox/received`)).json() as Promise<ReceivedReport>;
    },
    async held(system, type) {
      const response = await fetch(`${url}/${system}/fhir/${type}`);
      const bundle = (await response.json()) as { entry?: readonly { resource: Held }[] };
      return (bundle.entry ?? []).map(({ resource }) => resource);
    },
  };
}
