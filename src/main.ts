// How does it all fit together? The composition root: settings → data → parts → start, and stop in reverse.

import { createApi } from './api/create-api.ts';
import { listen } from './api/listen.ts';
import { runCli } from './cli/run-cli.ts';
import { type Config, loadConfig } from './config/load.ts';
import { type Clock, systemClock } from './domain/clock.ts';
import { loadProfiles, shippedProfiles } from './fhir/profiles.ts';
import { createLiveParameters, type LiveParameters } from './fhir/search/live.ts';
import { createHierarchy } from './fhir/terminology/related.ts';
import { createValidationPool } from './fhir/validator/pool.ts';
import { createValidator } from './fhir/validator/validator.ts';
import type { Gateway } from './cli/gateway.ts';
import { openPipeline } from './main/open-pipeline.ts';
import { createLog, type Log } from './observe/log.ts';
import { registerGauges } from './observe/gauges.ts';
import { createMetrics } from './observe/metrics.ts';
import { createObserver } from './observe/observer.ts';
import { createAuditBuffer } from './pipeline/looking/audit-buffer.ts';
import { loadData, shippedMappings } from './pipeline/data.ts';
import { deliver } from './pipeline/deliver.ts';
import { createLivePlans, keepPlans, refreshed } from './pipeline/planning/live-plans.ts';
import type { Ports } from './pipeline/ports.ts';
import { processEvent } from './pipeline/process.ts';
import { seedDefinitions } from './pipeline/planning/seed-definitions.ts';
import { seedDirectory } from './pipeline/planning/seed-directory.ts';
import { createTick } from './pipeline/tick.ts';
import { openStore } from './store/connect.ts';
import { keepParameters } from './store/search-parameters/keep.ts';
import { takeRole } from './store/embedded/role-lock.ts';
import { startEmbedded } from './store/embedded/start.ts';
import { migrate } from './store/migrate.ts';
import { reachDatabase } from './store/reach.ts';
import type { Store } from './store/types.ts';
import { createBreakers } from '../queues/breaker.ts';
import { createCaseMemory } from './pipeline/sending/case-memory.ts';
import { createTurns } from './pipeline/turns.ts';
import { createRetryPolicy } from '../queues/retry.ts';
import { shippedRetryPolicy } from '../queues/retry-policy.ts';
import { startQueues } from '../queues/start.ts';
import type { QueueRole, Queues } from '../queues/types.ts';
import { apiParts } from './main/api-parts.ts';
import { besides, startingOf } from './main/besides.ts';
import { createLateSender } from './main/fhir-sender.ts';
import { createUndo, type Undo } from './main/undo.ts';

const PROGRAM = { name: 'Lenke', version: '0.1.0' };
/** How long running work may take when stopping. */
const GRACE_MS = 10_000;

/** Starts a gateway in the roles of its settings. Whatever fails, what was started before it is stopped again. */
export async function startGateway(
  config: Config,
  log: Log = createLog(config.logLevel),
  clock: Clock = systemClock,
): Promise<Gateway> {
  const undo = createUndo(log);
  try {
    return await start(config, log, clock, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function start(config: Config, log: Log, clock: Clock, undo: Undo): Promise<Gateway> {
  const began = performance.now();
  const metrics = createMetrics();
  undo.push('metrics', () => metrics.stop());
  const shipped = shippedProfiles();
  const searchParameters = createLiveParameters(
    [],
    createHierarchy(() => loadProfiles(shipped.directory)),
  );
  const database = startingOf((launched) => openDatabase(config, log, undo, searchParameters, launched));
  const validatorOptions = { profiles: shipped };
  const validator = createValidator(validatorOptions);
  const data = await besides(database, () =>
    loadData({
      mappings: config.mappings ?? shippedMappings(),
      layer: config.layer,
      sandboxUrl: config.sandboxUrl,
      retryClass: config.retryClass,
      types: config.types,
      everyType: validator.types(),
    }),
  );
  const validation = createValidationPool({ validator, validatorOptions });
  undo.push('validation threads', () => validation.close());
  const { store, connectionString } = await database.ready;
  const stopping = new AbortController();
  const running: { queues?: Queues; url?: string } = {};
  const policy = shippedRetryPolicy();
  const observe = createObserver(log, metrics);
  const live = createLivePlans({ store, validator, observe, ...data });
  const ports: Ports = {
    clock,
    store,
    validator,
    validation,
    ...data,
    // Read when they are asked for: plans of others come and go while the gateway runs.
    get pathway() {
      return live.current().pathway;
    },
    get eventRules() {
      return live.current().eventRules;
    },
    ...(config.plans === 'stored' && { refreshPlans: () => refreshed(live, observe) }),
    senders: fhirSenders(config, undo),
    from: () => ({ name: PROGRAM.name, endpoint: `${config.baseUrl ?? running.url ?? ''}/fhir` }),
    waker: { poke: () => running.queues?.poke() },
    retry: createRetryPolicy(policy, Math.random),
    breakers: createBreakers(policy.breaker),
    cases: createCaseMemory(clock),
    turns: createTurns(),
    observe,
    syntheticOnly: config.environment !== 'production',
    leaseMs: config.leaseMs,
    sweepSeconds: config.sweepSeconds,
    messageCacheDays: config.messageCacheDays,
    stopping: stopping.signal,
  };
  registerGauges(metrics, {
    counts: () => store.deliveries.counts(),
    outboxDepth: () => store.outbox.depth(),
    breakers: () => ports.breakers.states(),
    now: () => clock.now(),
  });
  // Before anything is written: a resource without the rows of a parameter in use would never be found by it.
  if ((await store.searchParameters.load()) || data.types.has('SearchParameter')) {
    const kept = keepParameters(store.searchParameters, observe);
    undo.push('search parameters', () => kept.stop());
  }
  if (config.plans === 'stored') {
    await live.refresh();
    const looking = keepPlans(live, observe);
    undo.push('plans', () => looking.stop());
  }
  await seedDirectory(data.directory, store, clock);
  if (data.types.has('PlanDefinition')) await seedDefinitions(data.definitions, store, clock);
  running.queues = await startQueues({
    ...(config.redisUrl !== undefined && { redisUrl: config.redisUrl }),
    pool: store.pool,
    connectionString,
    tx: (work) => store.tx(work),
    outbox: store.outbox,
    handlers: {
      process: (id) => ports.turns.behind(() => processEvent(id, ports)),
      deliver: (id) => ports.turns.behind(() => deliver(id, ports)),
      tick: createTick(ports),
    },
    roles: queueRoles(config),
    concurrency: { process: config.processConcurrency, deliver: config.deliverConcurrency },
    lockMs: config.jobLockMs,
    log: observe,
  });
  undo.push('queues', async () => running.queues?.stop(GRACE_MS));
  undo.push('sends', async () => stopping.abort());
  if (config.roles.has('api')) {
    const looks = createAuditBuffer(store, observe);
    undo.push('audit of looks', () => looks.stop());
    const api = createApi(apiParts(config, ports, data, running, log, metrics, searchParameters, looks));
    const listening = await listen(api, config);
    running.url = listening.url;
    undo.push('api', () => listening.stop(GRACE_MS));
  }
  log.info(
    { ms: Math.round(performance.now() - began), url: running.url, roles: [...config.roles] },
    'lenke is ready',
  );
  return {
    url: config.baseUrl ?? running.url ?? '',
    config,
    data,
    queueBackend: running.queues.backend,
    stop: () => undo.run(),
  };
}

/** The database, migrated: given by DATABASE_URL, else the embedded one of the data directory. */
async function openDatabase(
  config: Config,
  log: Log,
  undo: Undo,
  parameters: LiveParameters,
  launched: () => void,
): Promise<{ store: Store; connectionString: string }> {
  const tell = (message: string, facts: object) => log.info(facts, message);
  const connectionString = config.databaseUrl ?? (await startDatabase(config, tell, undo, launched));
  launched();
  if (config.databaseUrl !== undefined) await reachDatabase(config.databaseUrl);
  await migrate({ connectionString, log: tell });
  const store = await openStore({ connectionString, poolSize: config.databasePool, log: tell, parameters });
  undo.push('store', () => store.close());
  return { store, connectionString };
}

async function startDatabase(
  config: Config,
  log: (message: string, facts: object) => void,
  undo: Undo,
  launched: () => void,
): Promise<string> {
  if (config.roles.has('api')) {
    const held = await takeRole(config.dataDirectory, 'api');
    undo.push('role', () => held.release());
  }
  const server = await startEmbedded({
    directory: config.dataDirectory,
    log,
    adopt: config.roles.has('api'),
    launched,
  });
  const unwatch = server.supervise();
  undo.push('postgresql', async () => {
    unwatch();
    await server.stop();
  });
  return server.connectionString;
}

function fhirSenders(config: Config, undo: Undo): Ports['senders'] {
  const sender = createLateSender({ credential: (name) => config.credentials[name] });
  undo.push('connections to recipients', async () => sender.close());
  return { 'fhir-transaction': sender, 'fhir-message': sender };
}

function queueRoles(config: Config): ReadonlySet<QueueRole> {
  // Every process relays what it wrote itself; the tick role sweeps for those that died.
  const roles = new Set<QueueRole>(['relay']);
  if (config.roles.has('worker')) roles.add('worker');
  if (config.roles.has('tick')) roles.add('tick');
  return roles;
}

/** Entry of bin/lenke.mjs. Resolves to the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  return runCli(argv, { version: PROGRAM.version, loadConfig, startGateway, openPipeline });
}
