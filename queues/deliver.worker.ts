// Who sends the deliveries? The worker of the deliver queue: one delivery id per job.

import { startWakeWorker } from './wake-worker.ts';
import type { WakeWorker, WakeWorkerParts } from './wake-worker.ts';

export function startDeliverWorker(parts: WakeWorkerParts): WakeWorker {
  return startWakeWorker('deliver', parts);
}
