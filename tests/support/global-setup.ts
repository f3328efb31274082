// Where will this run's PostgreSQL lie? Only the place is chosen; the first test that needs a database starts it.

import { DIRECTORY_VARIABLE, directoryOfRun, removeDeadRuns } from './postgres-directory.ts';

export default async function globalSetup(): Promise<void> {
  await removeDeadRuns();
  process.env[DIRECTORY_VARIABLE] = directoryOfRun(process.pid);
}
