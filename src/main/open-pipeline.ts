// How is a pipeline put together without queues, network and API? For what plays on a clock of its own.

import type { OpenPipeline, PipelineOptions } from '../cli/gateway.ts';
import type { Config } from '../config/load.ts';
import { shippedProfiles } from '../fhir/profiles.ts';
import { createValidationPool } from '../fhir/validator/pool.ts';
import { createValidator } from '../fhir/validator/validator.ts';
import { loadData, shippedMappings } from '../pipeline/data.ts';
import { createCaseMemory } from '../pipeline/sending/case-memory.ts';
import { createTurns } from '../pipeline/turns.ts';
import type { Ports } from '../pipeline/ports.ts';
import { seedDirectory } from '../pipeline/planning/seed-directory.ts';
import { openStore } from '../store/connect.ts';
import { startEmbedded } from '../store/embedded/start.ts';
import { migrate } from '../store/migrate.ts';
import { createBreakers } from '../../queues/breaker.ts';
import { createRetryPolicy } from '../../queues/retry.ts';
import { shippedRetryPolicy } from '../../queues/retry-policy.ts';

/** Opens it on DATABASE_URL, else on the embedded server of the data directory. Everything it opened is closed again when it fails. */
export async function openPipeline(config: Config, options: PipelineOptions): Promise<OpenPipeline> {
  const validator = createValidator({ profiles: shippedProfiles() });
  const data = loadData({
    ...config,
    mappings: config.mappings ?? shippedMappings(),
    everyType: validator.types(),
  });
  const server =
    config.databaseUrl === undefined ? await startEmbedded({ directory: config.dataDirectory }) : undefined;
  const connectionString = quick(config.databaseUrl ?? server?.connectionString ?? '');
  const validation = createValidationPool({ validator });
  try {
    await migrate({ connectionString });
    const store = await openStore({ connectionString, poolSize: config.databasePool });
    await seedDirectory(data.directory, store, options.clock);
    const policy = shippedRetryPolicy();
    const sender = options.sender(validator);
    const ports: Ports = {
      ...data,
      clock: options.clock,
      store,
      validator,
      validation,
      senders: { 'fhir-transaction': sender, 'fhir-message': sender },
      from: () => ({ name: 'Lenke', endpoint: 'https://lenke.example/fhir' }),
      waker: { poke: () => undefined },
      retry: createRetryPolicy(policy, options.random),
      breakers: createBreakers(policy.breaker),
      cases: createCaseMemory(options.clock),
      turns: createTurns(),
      observe: options.observe,
      syntheticOnly: true,
      leaseMs: config.leaseMs,
      sweepSeconds: config.sweepSeconds,
      messageCacheDays: config.messageCacheDays,
      stopping: new AbortController().signal,
    };
    return {
      ports,
      async close() {
        await validation.close();
        await store.close();
        await server?.stop();
      },
    };
  } catch (error) {
    await validation.close();
    await server?.stop();
    throw error;
  }
}

/** Nobody's data: a commit need not wait for the disk (measured: two thirds of the time of a simulation). */
function quick(connectionString: string): string {
  const url = new URL(connectionString);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}
