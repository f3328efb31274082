// What is one pretend system? A small FHIR server with its own store, its own faults and its own memory.

import { createFaultSwitch, type FaultSwitch } from './fault.ts';
import { createMessageLog, type MessageLog } from './message.ts';
import type { ReceivedRequest } from './received.ts';
import { createReplier, type Replier } from './reply.ts';
import { createStore, type SandboxStore } from './store.ts';

/** The parts of one system. */
export interface SandboxSystem {
  readonly name: string;
  readonly store: SandboxStore;
  readonly messages: MessageLog;
  readonly replier: Replier;
  readonly faults: FaultSwitch;
  readonly received: ReceivedRequest[];
}

/** An empty system; `base` is its FHIR address. */
export function createSystem(name: string, base: string, now: () => Date): SandboxSystem {
  return {
    name,
    store: createStore(now),
    messages: createMessageLog({ name: `Sandbox ${name}`, endpoint: base }, now),
    replier: createReplier(now),
    faults: createFaultSwitch(),
    received: [],
  };
}
