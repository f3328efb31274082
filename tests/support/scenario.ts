// May I play a pregnancy from the first concern to the sixth birthday? A whole gateway on a clock that the test moves.

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedClock } from '../../src/domain/clock.ts';
import { fromDate, toFhirDate } from '../../src/pathway/timers/dates.ts';
import { type RunningGateway, startRunning } from './running.ts';

/** A resource as a scenario writes it: `id` is its name, and `#name` in a reference means another one. */
export interface Named {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

interface ShownTimer {
  readonly code: string;
  readonly due?: string;
  readonly state: string;
  readonly late: boolean;
}

interface ShownDelivery {
  readonly action: string;
  readonly recipient: string;
  readonly state: string;
  readonly rule: string;
}

/** A case being played. */
export interface Scenario {
  readonly running: RunningGateway;
  /** Moves the clock; returns when everything that was due has been dealt with. */
  at(moment: string): Promise<void>;
  /** Sends resources in one transaction, and waits until what follows has happened. */
  send(...resources: readonly Named[]): Promise<void>;
  /** Sends a transaction as it is. */
  bundle(bundle: object): Promise<void>;
  /** Changes elements of a resource, by name or by literal reference. */
  change(name: string, set: object): Promise<void>;
  /** Literal reference of a named resource. */
  ref(name: string): string;
  /** Everything of a type that is stored. */
  all(type: string): Promise<readonly Record<string, unknown>[]>;
  /** Day in Oslo and state of each timer, by code; the latest of a code counts. */
  timers(): Promise<Readonly<Record<string, { due: string; state: string; late: boolean }>>>;
  /** `recipient action state` of every delivery, each once. */
  deliveries(): Promise<readonly string[]>;
  events(): Promise<readonly string[]>;
  findings(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** A tick comes every second; one more, so that it has surely come. */
const TICK_MS = 1300;
const OPEN = ['queued', 'sending', 'retrying', 'awaiting'];

/** Starts a gateway in a layer at a moment; `settings` as environment variables. */
export async function play(
  layer: string,
  moment: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Scenario> {
  const clock = fixedClock(new Date(moment));
  const running = await startRunning({ LENKE_LAYER: layer, ...settings }, clock);
  const { client } = running;
  const refs = new Map<string, string>();
  const listed = async <T>(path: string): Promise<readonly T[]> =>
    (await client.ops<{ items: readonly T[] }>(path)).items;

  const quiet = async (): Promise<void> => {
    for (let calm = 0, tries = 0; calm < 2; tries += 1) {
      if (tries > 300) throw new Error('the gateway does not come to rest');
      const waiting = await listed('/events?status=accepted&limit=1');
      const going = await Promise.all(OPEN.map((state) => listed(`/deliveries?state=${state}&limit=1`)));
      calm = waiting.length + going.flat().length === 0 ? calm + 1 : 0;
      await sleep(60);
    }
  };

  const bundle = async (body: object): Promise<unknown> => {
    const answer = await client.submit('', body);
    await quiet();
    return answer.body;
  };

  return {
    running,
    async at(next) {
      clock.set(new Date(next));
      await sleep(TICK_MS);
      await quiet();
    },
    async send(...resources) {
      const here = new Set(resources.map(({ id }) => id));
      const entry = resources.map(({ id, ...resource }) => ({
        fullUrl: urn(id),
        resource: JSON.parse(
          JSON.stringify(resource).replaceAll(
            /"#([a-z0-9-]+)"/g,
            (_, name: string) => `"${here.has(name) ? urn(name) : (refs.get(name) ?? name)}"`,
          ),
        ) as object,
        request: { method: 'POST', url: resource.resourceType },
      }));
      const answer = (await bundle({ resourceType: 'Bundle', type: 'transaction', entry })) as {
        entry: { response: { location: string } }[];
      };
      for (const [index, { id }] of resources.entries())
        refs.set(
          id,
          /[A-Z]\w+\/[A-Za-z0-9.-]+(?=\/_history)/.exec(answer.entry[index]?.response.location ?? '')?.[0] ??
            '',
        );
    },
    async bundle(body) {
      await bundle(body);
    },
    async change(name, set) {
      const path = `/${refs.get(name) ?? name}`;
      const current = await client.read<object>(path);
      await client.put(path, { ...current, ...set });
      await quiet();
    },
    ref: (name) => refs.get(name) ?? name,
    async all(type) {
      const found = await client.read<{ entry?: { resource: Record<string, unknown> }[] }>(
        `/${type}?_count=500`,
      );
      return (found.entry ?? []).map(({ resource }) => resource);
    },
    async timers() {
      const all = await listed<ShownTimer>('/timers?limit=500');
      const known = all
        .toSorted((one, other) => (one.due ?? '').localeCompare(other.due ?? ''))
        .map(({ code, due, state, late }) => [code, { due: day(due), state, late }] as const);
      return Object.fromEntries(known);
    },
    async deliveries() {
      const all = await listed<ShownDelivery>('/deliveries?limit=500');
      return [
        ...new Set(all.map(({ recipient, action, state }) => `${recipient} ${action} ${state}`)),
      ].toSorted();
    },
    events: async () => (await listed<{ code: string }>('/events?limit=500')).map(({ code }) => code),
    findings: async () => (await listed<{ code: string }>('/findings?limit=500')).map(({ code }) => code),
    stop: () => running.stop(),
  };
}

function day(due: string | undefined): string {
  return due === undefined ? '' : toFhirDate(fromDate(new Date(due), 'Europe/Oslo'));
}

function urn(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
