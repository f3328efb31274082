// Is anything left of the run's PostgreSQL? Nothing.

import { directoryOfRun, removeRun } from './postgres-directory.ts';

export default async function globalTeardown(): Promise<void> {
  await removeRun(directoryOfRun(process.pid));
}
