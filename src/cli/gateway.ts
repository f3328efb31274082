// What does the command line get from main? Ways to read settings and start a gateway, so that cli never imports main.

import type { Config } from '../config/load.ts';
import type { Log } from '../observe/log.ts';
import type { GatewayData } from '../pipeline/data.ts';

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

/** What main gives to the commands. */
export interface CliParts {
  readonly version: string;
  loadConfig(overrides?: Readonly<Record<string, string | undefined>>): Config;
  startGateway(config: Config, log?: Log): Promise<Gateway>;
}
