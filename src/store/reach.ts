// Does the database of DATABASE_URL let us in? Asked before anything starts, so that who set it hears what is wrong with it.

import pg from 'pg';
import { GatewayError } from '../domain/failure.ts';
import { asFailure } from './failures.ts';
import { sqlState } from './sql-state.ts';

const CONNECT_WITHIN_MS = 10_000;

/**
 * Connects and leaves again. Throws LENKE_STORE_UNREACHED {server, reason}: host and database without the password, and what
 * the system or the server calls it (`ECONNREFUSED`, 28P01 for a wrong password, 3D000 for no such database).
 */
export async function reachDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'lenke-reach',
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(connectionString);
    const facts = { server: `${host}${pathname}`, reason: sqlState(error) ?? 'timeout' };
    throw new GatewayError('LENKE_STORE_UNREACHED', facts, { cause: asFailure(error) });
  } finally {
    await client.end().catch(() => {});
  }
}
