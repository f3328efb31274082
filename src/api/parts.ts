// What does the HTTP surface need? The parts it is given by main.ts.

import type { Config } from '../config/load.ts';
import type { Clock } from '../domain/clock.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { SearchParameters } from '../fhir/search/parameters.ts';
import type { ValidationPool } from '../fhir/validator/pool.ts';
import type { Validator } from '../fhir/validator/validator.ts';

import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { ApplyPlan } from '../pipeline/planning/apply-plan.ts';
import type { OpenEyes } from '../pipeline/looking/eyes.ts';
import type { Disclosures, DisclosuresQuestion } from '../pipeline/telling/disclosures.ts';
import type { DutyList } from '../pipeline/telling/duties.ts';
import type { ExplainAnswer, ExplainQuestion } from '../pipeline/telling/explain.ts';
import type { IncomingMessage } from '../pipeline/intake/accept-message.ts';
import type {
  Acceptance,
  MessageAnswer,
  ResendReport,
  ResendRequest,
  Submission,
} from '../pipeline/submission.ts';
import type { ExplainedEvent } from '../pipeline/telling/explain-event.ts';
import type { Flowcharts } from '../pipeline/telling/flowchart.ts';
import type { Rehearsal } from '../pipeline/intake/rehearse.ts';
import type { Rebuilt, RebuildRequest } from '../pipeline/telling/rebuild.ts';
import type { ReportIndicators } from '../pipeline/telling/indicators.ts';
import type { Breakers } from '../pipeline/wake.ts';
import type { Store } from '../store/types.ts';

/** The parts of the HTTP surface. */
export interface ApiParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Not the records: what is answered of them goes through `eyesOf`. */
  readonly store: Omit<Store, 'records'>;
  /** The records as a caller may see them, for one interaction. */
  readonly eyesOf: OpenEyes;
  readonly validator: Validator;
  readonly validation: ValidationPool;
  /** Search parameters of every type, R4's and ours. */
  readonly searchParameters: SearchParameters;
  /** Resource types that are taken and searched. */
  readonly types: ReadonlySet<string>;
  /** Recipients as loaded, for /ops. */
  readonly recipients: readonly Recipient[];
  readonly breakers: Breakers;
  /** Steps 3 and 4 of the straight line. */
  accept(submission: Submission): Promise<Acceptance>;
  /** A whole message Bundle to $process-message: four cases, first answer again. */
  acceptMessage(message: IncomingMessage): Promise<MessageAnswer>;
  /** Stops what has not left and tells who already got it (ops stop button). */
  cancel(deliveryIds: readonly string[], reason: string, by: string): Promise<number>;
  resend(request: ResendRequest): Promise<ResendReport>;
  /** Would this go, why not, what would be needed; the look is audited. */
  explain(question: ExplainQuestion, by: string): Promise<ExplainAnswer>;
  /** Who received what of a person; the look is audited. */
  disclosures(question: DisclosuresQuestion, by: string): Promise<Disclosures>;
  /** What persons must still do themselves: counts and age per service. */
  duties(): Promise<DutyList>;
  /** What a plan means for a patient; nothing is stored. */
  readonly applyPlan: ApplyPlan;
  /** Why an event, or the newest of a case, led to what it did; undefined when there is none. */
  explainEvent(what: string): Promise<ExplainedEvent | undefined>;
  /** Sums of a period as Measures and MeasureReports; the look is audited. */
  readonly indicators: ReportIndicators;
  /** Pages of the pathway, by place. */
  readonly flowcharts: Flowcharts;
  /** What a submission would set off; nothing of it is kept. */
  rehearse(submission: Submission): Promise<Rehearsal>;
  /** Replays the events of a case and compares, mends when asked; undefined when there is no such case. */
  rebuild(request: RebuildRequest): Promise<Rebuilt | undefined>;
  /** Pauses or resumes a recipient; resuming wakes what waited. */
  pause(recipient: string, reason: string, by: string): Promise<void>;
  resume(recipient: string): Promise<number>;
  /** Queue depth and health, for /readyz and /ops. */
  queueDepth(): Promise<Readonly<Record<string, { waiting: number; active: number; delayed: number }>>>;
  queuePing(ms: number): Promise<boolean>;
  /** Canonical address of this gateway without a trailing slash, such as `http://127.0.0.1:8080`. */
  baseUrl(): string;
}
