// What does the pipeline stand on? Every part it is given by main.ts.

import type { Clock } from '../domain/clock.ts';
import type { WireFormat } from '../domain/recipient.ts';
import type { Classify } from '../disclosure/classify.ts';
import type { Law } from '../disclosure/law.ts';
import type { Sender, SenderIdentity } from '../exchange/contract.ts';
import type { ValidationPool } from '../fhir/validator/pool.ts';
import type { Validator } from '../fhir/validator/validator.ts';
import type { Directory } from '../network/directory.ts';
import type { EventRules } from '../pathway/events.ts';
import type { Instruments } from '../pathway/instruments/load.ts';
import type { Pathway } from '../pathway/pathway.ts';
import type { Store } from '../store/types.ts';
import type { CaseMemory } from './sending/case-memory.ts';
import type { OwnDefinition } from './planning/seed-definitions.ts';
import type { Turns } from './turns.ts';
import type { Breakers, RetryPolicy, Waker } from './wake.ts';

/** What a step tells about itself: ids, codes, counts, durations; never patient data. */
export interface Observer {
  count(
    name:
      | 'lenke_events_total'
      | 'lenke_unknown_events_total'
      | 'lenke_deliveries_total'
      | 'lenke_attempts_total'
      | 'lenke_withheld_total'
      | 'lenke_findings_total',
    labels: Readonly<Record<string, string>>,
  ): void;
  time(name: 'lenke_step_seconds', seconds: number, labels: Readonly<Record<string, string>>): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The parts of the pipeline. */
export interface Ports {
  readonly clock: Clock;
  readonly store: Store;
  readonly validator: Validator;
  /** Validates large texts in threads, so that the loop keeps answering. */
  readonly validation: ValidationPool;
  readonly pathway: Pathway;
  readonly eventRules: EventRules;
  readonly instruments: Instruments;
  readonly law: Law;
  readonly classify: Classify;
  readonly directory: Directory;
  /** The pathway as FHIR definitions: served, and only read. */
  readonly definitions: readonly OwnDefinition[];
  /** Reads the plans of others anew, after one of them was written. */
  readonly refreshPlans?: () => Promise<void>;
  readonly senders: Readonly<Record<WireFormat, Sender>>;
  readonly from: () => SenderIdentity;
  readonly waker: Waker;
  readonly retry: RetryPolicy;
  readonly breakers: Breakers;
  readonly cases: CaseMemory;
  /** Accepting goes before planning and sending. */
  readonly turns: Turns;
  readonly observe: Observer;
  /** Only synthetic persons outside production. */
  readonly syntheticOnly: boolean;
  readonly leaseMs: number;
  readonly sweepSeconds: number;
  readonly messageCacheDays: number;
  /** Ends when the process stops: running sends are given up (and tried again after the lease). */
  readonly stopping: AbortSignal;
}
