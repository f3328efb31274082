// Does the server still live? A gateway that runs survives the death of its database.

import type { StoreLog } from '../store-log.ts';
import type { Layout } from './layout.ts';
import { livingHolder } from './lock-file.ts';
import { isPostmasterOf, readPostmaster } from './postmaster.ts';

const LOOK_EVERY_MS = 100;

/** A start that fails is tried less and less often, down to this: a full disk does not heal ten times a second. */
const LEAST_OFTEN_MS = 5_000;

/** Who started the server starts it again first; others do so when he is gone or does not manage. */
const OWNER_FIRST_MS = 3_000;

/** Looks ten times a second and calls `startAgain` when no server runs. Returns the function that ends it. */
export function supervise(layout: Layout, log: StoreLog, startAgain: () => Promise<void>): () => void {
  const watch = { ended: false, downSince: 0, pause: LOOK_EVERY_MS };
  const look = async () => {
    const isDue = await mayStartAgain(layout, watch);
    if (!isDue || watch.ended) return;
    log('postgres died', { down: Math.round(performance.now() - watch.downSince) });
    await startAgain().catch((error: unknown) => {
      watch.pause = Math.min(watch.pause * 2, LEAST_OFTEN_MS);
      log('postgres not started again', { message: String(error) });
    });
  };
  const loop = async () => {
    await look();
    if (!watch.ended) setTimeout(() => void loop(), watch.pause).unref();
  };
  void loop();
  return () => {
    watch.ended = true;
  };
}

/** True when the server is down and it is this process's turn to start it. */
async function mayStartAgain(layout: Layout, watch: { downSince: number; pause: number }): Promise<boolean> {
  const said = await readPostmaster(layout.cluster);
  if (said && (await isPostmasterOf(said.pid, layout.cluster))) {
    watch.downSince = 0;
    watch.pause = LOOK_EVERY_MS;
    return false;
  }
  if (watch.downSince === 0) watch.downSince = performance.now();
  const owner = await livingHolder(layout.owner);
  const isOthers = owner !== undefined && owner !== process.pid;
  return !isOthers || performance.now() - watch.downSince > OWNER_FIRST_MS;
}
