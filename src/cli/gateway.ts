// What does the command line get from main? Ways to read settings and start a gateway, so that cli never imports main.

import type { Config } from '../config/load.ts';
import type { Log } from '../observe/log.ts';
import type { GatewayData } from '../pipeline/data.ts';
import type { Clock } from '../domain/clock.ts';
import type { Sender } from '../exchange/contract.ts';
import type { Validator } from '../fhir/validator/validator.ts';
import type { Observer, Ports } from '../pipeline/ports.ts';

/** A gateway that runs. */
export interface Gateway {
  /** Where it answers; empty without the role api. */
  readonly url: string;
  readonly config: Config;
  readonly data: GatewayData;
  readonly queueBackend: 'postgresql' | 'redis';
  /** Stops in reverse order: no new calls, running work ends, no job is lost. */
  stop(): Promise<void>;
}

/** What a pipeline without queues, network and API is given instead of the world. */
export interface PipelineOptions {
  readonly clock: Clock;
  readonly observe: Observer;
  /** [0, 1): spreads the retries. */
  readonly random: () => number;
  /** Takes what leaves. */
  readonly sender: (validator: Validator) => Sender;
}

/** A pipeline that does nothing by itself: its caller runs what the outbox wakes. */
export interface OpenPipeline {
  readonly ports: Ports;
  close(): Promise<void>;
}

/** What main gives to the commands. */
export interface CliParts {
  readonly version: string;
  loadConfig(overrides?: Readonly<Record<string, string | undefined>>): Config;
  startGateway(config: Config, log?: Log): Promise<Gateway>;
  openPipeline(config: Config, options: PipelineOptions): Promise<OpenPipeline>;
}
