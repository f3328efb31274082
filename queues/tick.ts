// Who looks at the clock? Once a second the tick handler runs: due timers, forgotten rows.

import type { OutageLog } from './outage.ts';

const TICK_MS = 1000;

export interface Tick {
  stop(): Promise<void>;
}

/** Calls `tick` about every second, never twice at a time here; other processes may tick too, it locks its rows. */
export function startTick(tick: () => Promise<void>, outage: OutageLog): Tick {
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    try {
      await tick();
      outage.recovered('tick');
    } catch (error) {
      outage.failed('tick', error);
    }
  };

  const beat = (): void => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };

  const timer = setInterval(beat, TICK_MS);
  beat();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
