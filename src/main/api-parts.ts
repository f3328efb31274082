// What does the API get? Its parts, from the ports, the data and the settings of this run.

import type { ApiParts } from '../api/parts.ts';
import { type Config } from '../config/load.ts';
import type { SearchParameters } from '../fhir/search/parameters.ts';
import { type Log } from '../observe/log.ts';
import { type Metrics } from '../observe/metrics.ts';
import { accept } from '../pipeline/accept.ts';
import { type AuditBuffer } from '../pipeline/looking/audit-buffer.ts';
import { createOpenEyes } from '../pipeline/looking/eyes.ts';
import { acceptMessage } from '../pipeline/intake/accept-message.ts';
import { createApplyPlan } from '../pipeline/planning/apply-plan.ts';
import { type GatewayData, shippedMappings } from '../pipeline/data.ts';
import { listDisclosures } from '../pipeline/telling/disclosures.ts';
import { listDuties } from '../pipeline/telling/duties.ts';
import { explainDisclosure } from '../pipeline/telling/explain.ts';
import { cancelDeliveries, pauseRecipient, resumeRecipient } from '../pipeline/sending/operate.ts';
import type { Ports } from '../pipeline/ports.ts';
import { explainEvent } from '../pipeline/telling/explain-event.ts';
import { createFlowcharts } from '../pipeline/telling/flowchart.ts';
import { rehearse } from '../pipeline/intake/rehearse.ts';
import { rebuild } from '../pipeline/telling/rebuild.ts';
import { createIndicators } from '../pipeline/telling/indicators.ts';
import { resend } from '../pipeline/sending/resend.ts';
import type { Queues } from '../../queues/types.ts';

/** The parts of the API. What the queues and the address are is asked when it is needed: they start later. */
export function apiParts(
  config: Config,
  ports: Ports,
  data: GatewayData,
  running: { queues?: Queues; url?: string },
  log: Log,
  metrics: Metrics,
  searchParameters: SearchParameters,
  looks: AuditBuffer,
): ApiParts {
  return {
    config,
    clock: ports.clock,
    log,
    metrics,
    store: ports.store,
    validator: ports.validator,
    validation: ports.validation,
    searchParameters,
    types: data.types,
    recipients: data.directory.recipients,
    breakers: ports.breakers,
    eyesOf: createOpenEyes({ ports, kept: new Map(), looks }),
    accept: (submission) => accept(submission, ports),
    acceptMessage: (message) => acceptMessage(message, ports),
    cancel: (ids, reason, by) => cancelDeliveries(ids, reason, by, ports),
    resend: (request) => resend(request, ports),
    explain: (question, by) => explainDisclosure(question, by, ports),
    disclosures: (question, by) => listDisclosures(question, by, config.callers, ports),
    duties: () => listDuties(ports),
    applyPlan: createApplyPlan(ports),
    explainEvent: (what) => explainEvent(what, ports),
    indicators: createIndicators(config.mappings ?? shippedMappings(), ports),
    flowcharts: createFlowcharts(config.mappings ?? shippedMappings(), config.sandboxUrl),
    rehearse: (submission) => rehearse(submission, ports),
    rebuild: (request) => rebuild(request, ports),
    pause: (recipient, reason, by) => pauseRecipient(recipient, reason, by, ports),
    resume: (recipient) => resumeRecipient(recipient, ports),
    queueDepth: async () => (await running.queues?.depth()) ?? {},
    queuePing: async (ms) => (await running.queues?.ping(ms)) ?? false,
    baseUrl: () => config.baseUrl ?? running.url ?? '',
  };
}
