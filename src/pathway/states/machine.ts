// What are machines and regions, once mappings/pathways/states.yaml is read?

import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { Title } from '../title.ts';

/** A state, in the order of the pathway. */
export interface State extends Title {
  readonly id: string;
  readonly phase: string;
  /** The records alone show that it has been reached. */
  readonly if?: CompiledPath;
  /** The episode may be finished here. */
  readonly closed?: boolean;
}

interface Transition {
  readonly from: readonly string[];
  readonly ev: readonly string[];
  readonly if: CompiledPath;
  readonly to: string;
}

/** A machine: its states in order, and what moves it. */
export interface Machine {
  readonly initial: string;
  readonly states: readonly State[];
  readonly anywhere: readonly string[];
  readonly transitions: readonly Transition[];
}

export type Machines = Readonly<Record<'mother' | 'child', Machine>>;

/** A state of a region: the last one whose condition holds is where it stands. */
export interface RegionState extends Title {
  readonly id: string;
  /** Holds always for the first. */
  readonly if?: CompiledPath;
  /** Where it may come from; from anywhere when it says nothing. */
  readonly after?: readonly string[];
}

/** A region: its states, the events that may move it, and what must always be so. */
export interface Region {
  readonly name: string;
  readonly states: readonly RegionState[];
  readonly ev: readonly string[];
  readonly must?: CompiledPath;
}
