// What does a test of the API need? The surface on loopback, over a real store, with a pipeline of four lines.

import { createApi } from '../../../src/api/create-api.ts';
import { listen, type Listening } from '../../../src/api/listen.ts';
import type { ApiParts } from '../../../src/api/parts.ts';
import { loadConfig, type Config } from '../../../src/config/load.ts';
import { systemClock } from '../../../src/domain/clock.ts';
import type { PathwayEvent } from '../../../src/domain/event.ts';
import { GatewayError } from '../../../src/domain/failure.ts';
import { eventId, parseRecipientId } from '../../../src/domain/identity.ts';
import type { Recipient } from '../../../src/domain/recipient.ts';
import { hasErrors } from '../../../src/fhir/issue.ts';
import { failureIssue } from '../../../src/fhir/outcome.ts';
import { createLiveParameters, type LiveParameters } from '../../../src/fhir/search/live.ts';
import { createValidationPool } from '../../../src/fhir/validator/pool.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { createLog } from '../../../src/observe/log.ts';
import { createMetrics } from '../../../src/observe/metrics.ts';
import { refuseParameters } from '../../../src/pipeline/intake/refuse-parameters.ts';
import { createFlowcharts } from '../../../src/pipeline/telling/flowchart.ts';
import type { Acceptance, ResendRequest, Submission } from '../../../src/pipeline/submission.ts';
import { openStore } from '../../../src/store/connect.ts';
import type { Store } from '../../../src/store/types.ts';
import { MAPPINGS } from '../../support/mappings.ts';
import { migratedDatabase } from '../../support/postgres.ts';

export const TYPES = [
  'Bundle',
  'Consent',
  'Encounter',
  'EpisodeOfCare',
  'Observation',
  'Organization',
  'Patient',
  'ServiceRequest',
];
/** Tokens of the two callers that settings know. */
export const TOKENS = { hospital: 'hospital-token-0001', operator: 'operator-token-0001' };
const CALLERS = JSON.stringify([
  { id: 'hospital', role: 'kk-barsel', token: TOKENS.hospital, scopes: ['fhir'] },
  { id: 'operator', role: 'drift', token: TOKENS.operator, scopes: ['ops'] },
]);

// A test machine that others use is slow at times, and says nothing about a search by it.
const QUIET = { LENKE_PORT: '0', LENKE_SLOW_SEARCH_MS: '60000' };

// Compiling definitions takes a while; they are the same for all.
const validator = createValidator();

/** A gateway for tests. */
export interface Gateway {
  readonly url: string;
  readonly store: Store;
  readonly parts: ApiParts;
  /** The search parameters of store and surface. */
  readonly live: LiveParameters;
  readonly listening: Listening;
  /** What the log said, line by line. */
  readonly log: string[];
  readonly resends: ResendRequest[];
  /** Rows in records, events and outbox: nothing stored means the same before and after. */
  rows(): Promise<number>;
  close(): Promise<void>;
}

/** Starts one. `settings` are environment variables; `change` replaces parts. */
export async function startGateway(
  settings: Readonly<Record<string, string>> = {},
  change: Partial<ApiParts> = {},
): Promise<Gateway> {
  const database = await migratedDatabase();
  const parameters = createLiveParameters();
  const store = await openStore({ connectionString: database.connectionString, parameters });
  const config = loadConfig({}, { ...QUIET, LENKE_CALLERS: CALLERS, ...settings });
  const log: string[] = [];
  const resends: ResendRequest[] = [];
  const at: { url: string } = { url: '' };
  const parts: ApiParts = {
    ...partsOf(config, store, parameters, log, resends),
    baseUrl: () => at.url,
    ...change,
  };
  const listening = await listen(createApi(parts), config);
  at.url = listening.url;
  return {
    url: listening.url,
    store,
    parts,
    live: parameters,
    listening,
    log,
    resends,
    rows: async () => {
      const counts = await store.query<{ n: string }>(
        'select (select count(*) from records) + (select count(*) from events) + (select count(*) from outbox) as n',
      );
      return Number(counts[0]?.n);
    },
    close: async () => {
      await listening.stop(500);
      await parts.validation.close();
      await store.close();
      await database.drop();
    },
  };
}

function partsOf(
  config: Config,
  store: Store,
  parameters: LiveParameters,
  log: string[],
  resends: ResendRequest[],
): Omit<ApiParts, 'baseUrl'> {
  return {
    config,
    clock: systemClock,
    log: createLog('info', collector(log)),
    metrics: createMetrics(),
    store,
    // Who may see what has tests of its own (tests/e2e/reads.test.ts); here everybody sees everything.
    eyesOf: () => ({
      sight: undefined,
      records: store.records.seenBy(undefined),
      labels: (types) => store.records.labels(types),
    }),
    validator,
    validation: createValidationPool({ validator }),
    searchParameters: parameters,
    types: new Set(TYPES),
    recipients: [recipient('habu'), recipient('fhs')],
    breakers: { openUntil: () => undefined, record: () => {}, states: () => [] },
    accept: (submission) => acceptInTest(submission, store),
    acceptMessage: async ({ bundle }) => ({
      status: 200,
      body: JSON.stringify({ resourceType: 'Bundle', type: 'message', id: bundle['id'] }),
    }),
    cancel: async (ids) => ids.length,
    resend: async (request) => {
      resends.push(request);
      const { dryRun } = request;
      const id = `rsn-${resends.length}`;
      return { id, dryRun, count: 0, oldestHours: 0, recipients: [], deliveries: [], left: [] };
    },
    explain: () => Promise.reject(new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'delivery' })),
    disclosures: () => Promise.reject(new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'patient' })),
    duties: async () => ({ asOf: systemClock.now().toISOString(), isCut: false, items: [] }),
    applyPlan: () =>
      Promise.reject(new GatewayError('LENKE_NOT_FOUND', { type: 'PlanDefinition', expression: 'http.url' })),
    // The planner has tests of its own; here the door is tested: nothing is known.
    explainEvent: async () => undefined,
    indicators: async () => ({ resourceType: 'Bundle', type: 'collection', entry: [] }),
    flowcharts: createFlowcharts(MAPPINGS, 'http://127.0.0.1:1'),
    rehearse: async () => ({ issues: [], events: [], nothing: 'no-rule' }),
    rebuild: async () => undefined,
    pause: (id, reason, by) =>
      store.tx((tx) => store.pauses.set(tx, recipientId(id), reason, by, systemClock.now())),
    resume: async (id) => (await store.tx((tx) => store.pauses.clear(tx, recipientId(id)))).length,
    queueDepth: async () => ({ process: { waiting: 0, active: 0, delayed: 0 } }),
    queuePing: async () => true,
  };
}

/** Validates and stores, like the pipeline; a ServiceRequest means an event, code `nowhere` a case nobody knows. */
async function acceptInTest(submission: Submission, store: Store): Promise<Acceptance> {
  const { whole, locate, interactions, kind } = submission;
  const options = locate ? { locate } : {};
  const issues = whole === undefined ? [] : validator.validate(whole, options);
  if (hasErrors(issues)) return { kind: 'refused', issues };
  if (kind === 'bundle' && JSON.stringify(whole).includes('"nowhere"')) {
    return { kind: 'no-case', notes: [failureIssue('LENKE_NO_CASE')] };
  }
  const actor = { writer: submission.caller.id, sight: submission.sight };
  return store.records.together(
    actor,
    interactions,
    () => systemClock.now(),
    async (tx, results) => {
      await refuseParameters(tx, submission, results, store);
      const events = results
        .filter((result) => result.outcome === 'created' && result.stored?.type === 'ServiceRequest')
        .map((result) => eventOf(`ServiceRequest/${result.stored?.id}`, submission));
      if (events.length > 0) await store.events.insert(tx, events);
      return { kind: 'accepted', results, events, notes: issues };
    },
  );
}

function eventOf(reference: `${string}/${string}`, submission: Submission): PathwayEvent {
  const now = systemClock.now();
  return {
    id: eventId('test', reference),
    code: 'E_REFERRAL',
    subject: 'Patient/p',
    case: 'EpisodeOfCare/e',
    at: now,
    receivedAt: now,
    source: submission.caller.id,
    correlation: submission.correlation,
    triggers: [{ reference, version: 1 }],
    status: 'accepted',
    trail: [],
  };
}

function recipientId(id: string): NonNullable<ReturnType<typeof parseRecipientId>> {
  const parsed = parseRecipientId(id);
  if (!parsed) throw new TypeError('no recipient id');
  return parsed;
}

function recipient(id: string): Recipient {
  return {
    id: recipientId(id),
    name: id,
    roles: [id],
    municipalities: [],
    organization: `Organization/${id}`,
    services: [],
    identifiers: [],
    retryClass: 'fast',
  };
}

function collector(lines: string[]): NodeJS.WritableStream {
  const { Writable } = process.getBuiltinModule('node:stream');
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}
