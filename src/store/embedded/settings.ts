// How is the embedded server tuned? Passed at every start, so that a new version of Lenke brings its own.

const LOOPBACK = '127.0.0.1';

/** name → value. Durability is never traded: fsync, full_page_writes and synchronous_commit stay on. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: LOOPBACK,
  // A socket path may be at most 107 bytes, and data directories are longer than one thinks.
  unix_socket_directories: '',
  // Four processes with their default pools, each with a pool of BullMQ's and a listener.
  max_connections: '120',
  superuser_reserved_connections: '3',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: '1.1',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  // Compiling a plan costs more than any of our statements.
  jit: 'off',
  // Three I/O worker processes gained nothing here (facts/stack.md 2.3).
  io_method: 'sync',
  max_wal_size: '1GB',
  checkpoint_timeout: '10min',
  // Outbox and deliveries turn over quickly: look often, do not pause.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_cost_delay: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and details can hold patient data; a statement that failed is the caller's to log, without its values.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** Arguments of `postgres` for a cluster on a port. */
export function serverArguments(cluster: string, port: number): readonly string[] {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster, '-p', String(port), ...settings];
}

/** Name of the superuser and of the database. */
export const SERVER_USER = 'lenke';
export const SERVER_DATABASE = 'postgres';

/** Connection string of the server on `port`. */
export function connectionStringOf(port: number, password: string, database = SERVER_DATABASE): string {
  return `postgres://${SERVER_USER}:${password}@${LOOPBACK}:${port}/${database}`;
}
