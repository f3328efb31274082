// Who plans the events? The worker of the process queue: one event id per job.

import { startWakeWorker } from './wake-worker.ts';
import type { WakeWorker, WakeWorkerParts } from './wake-worker.ts';

export function startProcessWorker(parts: WakeWorkerParts): WakeWorker {
  return startWakeWorker('process', parts);
}
