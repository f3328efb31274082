// May I have the pipeline without queues and HTTP? A real store, a clock to set, a receiver that counts; what is woken runs when asked.

import type { OpenPipeline } from '../../src/cli/gateway.ts';
import { loadConfig } from '../../src/config/load.ts';
import { fixedClock } from '../../src/domain/clock.ts';
import type { Ref } from '../../src/domain/identity.ts';
import { openPipeline } from '../../src/main/open-pipeline.ts';
import type { Observer } from '../../src/pipeline/ports.ts';
import { deliver } from '../../src/pipeline/deliver.ts';
import { processEvent } from '../../src/pipeline/process.ts';
import { createHands, type Hands } from '../../src/sandbox/simulate/hands.ts';
import { createRandom } from '../../src/sandbox/simulate/random.ts';
import { createReceiver, nothingReceived } from '../../src/sandbox/simulate/receiver.ts';
import { createWakes } from '../../src/sandbox/simulate/wakes.ts';
import { migratedDatabase } from './postgres.ts';

/** A pipeline of one test file. */
export interface InProcess {
  readonly ports: OpenPipeline['ports'];
  readonly clock: ReturnType<typeof fixedClock>;
  /** Hands that write about a case, and how many submissions were refused. */
  hands(caseRef: Ref): Hands & { refused(): number };
  /** Runs everything that was woken, and what follows from it. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it on a database of its own. */
export async function openInProcess(layer: string, moment: string): Promise<InProcess> {
  const database = await migratedDatabase();
  const clock = fixedClock(new Date(moment));
  const quiet = () => undefined;
  const observe: Observer = { count: quiet, time: quiet, info: quiet, warn: quiet, error: quiet };
  const random = createRandom(1);
  const config = loadConfig({ DATABASE_URL: database.connectionString, LENKE_LAYER: layer }, {});
  const pipeline = await openPipeline(config, {
    clock,
    observe,
    random: random.next,
    sender: (validator) => createReceiver({ validator, clock, random, away: 0 }, nothingReceived()),
  });
  const { ports } = pipeline;
  const wakes = createWakes(ports, {
    process: (id) => processEvent(id, ports),
    deliver: (id) => deliver(id, ports),
  });
  return {
    ports,
    clock,
    hands(caseRef) {
      const taken = { submissions: 0, resources: 0, events: 0, refused: 0, withoutCase: 0 };
      return { ...createHands(caseRef, ports, taken), refused: () => taken.refused };
    },
    drain: () => wakes.drain(),
    async close() {
      await pipeline.close();
      await database.drop();
    },
  };
}
