// What does a step tell about itself? The log and the metrics as one thing the pipeline can hold.

import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** The part of log and metrics that steps use. */
export interface StepObserver {
  count(name: Parameters<Metrics['count']>[0], labels: Readonly<Record<string, string>>): void;
  time(name: Parameters<Metrics['time']>[0], seconds: number, labels: Readonly<Record<string, string>>): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Joins log and metrics. */
export function createObserver(log: Log, metrics: Metrics): StepObserver {
  return {
    count: (name, labels) => metrics.count(name, labels),
    time: (name, seconds, labels) => metrics.time(name, seconds, labels),
    info: (facts, message) => log.info(facts, message),
    warn: (facts, message) => log.warn(facts, message),
    error: (facts, message) => log.error(facts, message),
  };
}
