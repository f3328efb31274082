// Where in the data directory does everything of the embedded server lie?

import { join, resolve } from 'node:path';

/** Paths of one embedded server. */
export interface Layout {
  readonly directory: string;
  /** PGDATA. */
  readonly cluster: string;
  /** Libraries' symlinks, when the package's own folder cannot be written. */
  readonly libraries: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
  /** Held while somebody starts the server. */
  readonly startLock: string;
  /** Names the process that started the server. */
  readonly owner: string;
}

/** The paths under `directory`. */
export function layoutOf(directory: string): Layout {
  const root = resolve(directory);
  return {
    directory: root,
    cluster: join(root, 'postgres'),
    libraries: join(root, 'postgres.lib'),
    password: join(root, 'postgres.password'),
    port: join(root, 'postgres.port'),
    log: join(root, 'postgres.log'),
    startLock: join(root, 'postgres.start.lock'),
    owner: join(root, 'postgres.owner'),
  };
}
