// May I have a whole gateway? Real store, real queues, real HTTP, sandbox recipients; short waits.

import { loadConfig } from '../../src/config/load.ts';
import { type Clock, systemClock } from '../../src/domain/clock.ts';
import { startGateway } from '../../src/main.ts';
import { createLog } from '../../src/observe/log.ts';
import { createClient, type Client } from '../../src/cli/client.ts';
import { follow, type ShownEvent } from '../../src/cli/follow.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import { migratedDatabase } from './postgres.ts';

/** A gateway of one test file. */
export interface RunningGateway {
  readonly url: string;
  /** Of its database. */
  readonly connectionString: string;
  readonly client: Client;
  readonly sandbox: string;
  /** Follows an event until every delivery has ended. */
  settle(eventId: string | undefined): Promise<ShownEvent>;
  /** What a sandbox system holds and received. */
  received(system: string): Promise<{
    identifiers: Record<string, number>;
    requests: number;
    requestIds: Record<string, { count: number; hashes: string[] }>;
  }>;
  fault(system: string, fault: object): Promise<void>;
  /** Total of a search in the gateway, by POST so that person numbers stay out of addresses. */
  searchTotal(type: string, form: string): Promise<number>;
  /** Resources of a type that a sandbox system holds. */
  held(system: string, type: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

const SETTINGS = {
  LENKE_PORT: '0',
  LENKE_LOG: 'error',
  LENKE_RETRY_CLASS: 'fast',
  LENKE_SWEEP_SECONDS: '1',
  LENKE_LEASE_MS: '3000',
  LENKE_JOB_LOCK_MS: '3000',
};

/** Starts it on a database of its own. */
export async function startRunning(
  settings: Readonly<Record<string, string>> = {},
  clock: Clock = systemClock,
): Promise<RunningGateway> {
  const database = await migratedDatabase();
  const sandbox = await startSandbox({ port: 0 });
  const overrides = {
    ...SETTINGS,
    DATABASE_URL: database.connectionString,
    LENKE_SANDBOX_URL: sandbox.url,
    ...settings,
  };
  const gateway = await startGateway(loadConfig(overrides, {}), createLog('warn'), clock);
  const client = createClient(gateway.url, undefined);
  const sandboxJson = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(sandbox.url + path, init);
    const text = await response.text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    url: gateway.url,
    connectionString: database.connectionString,
    client,
    sandbox: sandbox.url,
    settle: (id) => follow(client, id ?? 'none', 20_000, () => undefined),
    received: (system) => sandboxJson(`/${system}/_sandbox/received`),
    fault: async (system, fault) => {
      await sandboxJson(`/${system}/_sandbox/fault`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(fault),
      });
    },
    searchTotal: async (type, form) => {
      const response = await fetch(`${gateway.url}/fhir/${type}/_search?_total=accurate`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form),
      });
      return ((await response.json()) as { total: number }).total;
    },
    held: async (system, type) => {
      const bundle = await sandboxJson<{ entry?: { resource: Record<string, unknown> }[] }>(
        `/${system}/fhir/${type}?_count=1000`,
      );
      return (bundle.entry ?? []).map(({ resource }) => resource);
    },
    async stop() {
      await gateway.stop();
      await sandbox.stop();
      await database.drop();
    },
  };
}

/** Looks ten times a second until there is something, for ten seconds. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it never happened');
}
