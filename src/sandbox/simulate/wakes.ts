// Whom does the outbox wake? The queue of a simulation: in this process, in order, on the clock of the simulation.

import { parseEventId } from '../../domain/identity.ts';
import type { Ports } from '../../pipeline/ports.ts';
import type { WakeHandlers } from '../../pipeline/wake.ts';
import type { OutboxJob } from '../../store/types.ts';

/** A queue that runs what is due when it is asked to. */
export interface Wakes {
  /** Runs everything that may run now, and what follows from it, until nothing is left. */
  drain(): Promise<void>;
  /** When the next job that waits may run. */
  nextAt(): number | undefined;
  readonly ran: { process: number; deliver: number };
}

const BATCH = 500;

/** What goes out at once goes one by one here: beside one another, chance would meet another delivery each time it is played. */
async function singly(job: OutboxJob, { store }: Ports): Promise<readonly OutboxJob[]> {
  const event = job.queue === 'deliver' ? parseEventId(job.id) : undefined;
  if (!event) return [job];
  const planned = await store.deliveries.ofEvent(event);
  return planned.filter(({ state }) => state === 'queued').map(({ id }) => ({ ...job, id }));
}

/** A queue over the outbox of a store. */
export function createWakes(ports: Ports, handlers: Pick<WakeHandlers, 'process' | 'deliver'>): Wakes {
  // Few wait at a time: retries, and sends with a delay. Sorted when it is looked at.
  const waiting = new Map<string, { readonly at: number; readonly job: OutboxJob }>();
  const ran = { process: 0, deliver: 0 };
  const now = () => ports.clock.now().getTime();
  const run = async (job: OutboxJob): Promise<void> => {
    ran[job.queue] += 1;
    const { again } = await handlers[job.queue](job.id);
    if (again) waiting.set(`${job.queue} ${job.id}`, { at: again.getTime(), job });
  };
  const takeDue = (): readonly OutboxJob[] => {
    const due = [...waiting].filter(([, { at }]) => at <= now());
    for (const [key] of due) waiting.delete(key);
    return due.toSorted(([, one], [, other]) => one.at - other.at).map(([, { job }]) => job);
  };
  return {
    async drain() {
      for (;;) {
        const taken = await ports.store.tx((tx) => ports.store.outbox.take(tx, BATCH));
        const later = taken.filter(({ notBefore }) => (notBefore?.getTime() ?? 0) > now());
        for (const job of later)
          waiting.set(`${job.queue} ${job.id}`, { at: job.notBefore?.getTime() ?? 0, job });
        const jobs = [...taken.filter((job) => !later.includes(job)), ...takeDue()];
        if (taken.length === 0 && jobs.length === 0) return;
        for (const job of jobs) for (const one of await singly(job, ports)) await run(one);
      }
    },
    nextAt: () => (waiting.size === 0 ? undefined : Math.min(...[...waiting.values()].map(({ at }) => at))),
    ran,
  };
}
