// Is anything left of the run's PostgreSQL? Nothing.

import { DIRECTORY_VARIABLE, directoryOfRun, removeRun } from './postgres-directory.ts';

export default async function globalTeardown(): Promise<void> {
  // Where the setup put it.
  await removeRun(process.env[DIRECTORY_VARIABLE] ?? directoryOfRun(process.pid));
}
