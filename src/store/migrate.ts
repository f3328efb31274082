// Does the database have the shape this program knows? Forward only, each migration in a transaction of its own.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { GatewayError } from '../domain/failure.ts';
import { asFailure } from './failures.ts';
import { silent, type StoreLog } from './store-log.ts';

export interface MigrateOptions {
  readonly connectionString: string;
  readonly log?: StoreLog;
  /** Folder of the `NNNN-name.sql` files; for tests. */
  readonly directory?: string;
}

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

interface Applied {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

/** One number for all of Lenke: two processes that start together migrate one after the other. */
const MIGRATION_LOCK = '7526466502183154021';

const CONNECT_WITHIN_MS = 10_000;

/**
 * Brings the database to the newest version and returns it. Throws LENKE_MIGRATION {found, known, hint} when the database
 * is newer than the program, when an applied migration was changed, or when one fails (nothing of it is then kept).
 */
export async function migrate(options: MigrateOptions): Promise<number> {
  const known = await readMigrations(options.directory ?? join(import.meta.dirname, 'migrations'));
  const client = new pg.Client({
    connectionString: options.connectionString,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'lenke-migrate',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    return await bringUpToDate(client, known, options.log ?? silent);
  } catch (error) {
    throw asFailure(error);
  } finally {
    // Ends the session and with it the lock.
    await client.end().catch(() => {});
  }
}

async function bringUpToDate(client: pg.Client, known: readonly Migration[], log: StoreLog): Promise<number> {
  await client.query(
    `create table if not exists migrations (version int primary key, name text not null, checksum text not null,
       applied_at timestamptz not null default now())`,
  );
  const { rows } = await client.query<Applied>(
    'select version, name, checksum from migrations order by version',
  );
  refuseStrange(rows, known);
  const applied = new Set(rows.map((row) => row.version));
  for (const migration of known.filter((each) => !applied.has(each.version)))
    await apply(client, migration, log);
  return newest(known);
}

/** A database this program did not make, or that a newer one made, is left alone. */
function refuseStrange(applied: readonly Applied[], known: readonly Migration[]): void {
  const facts = { found: newest(applied), known: newest(known) };
  for (const row of applied) {
    const same = known.find((migration) => migration.version === row.version);
    if (!same)
      throw new GatewayError('LENKE_MIGRATION', {
        ...facts,
        hint: 'Run a newer Lenke, or restore a backup.',
      });
    if (same.checksum === row.checksum) continue;
    const hint = `Migration ${same.name} is not the one that was applied.`;
    throw new GatewayError('LENKE_MIGRATION', { ...facts, hint });
  }
}

async function apply(client: pg.Client, migration: Migration, log: StoreLog): Promise<void> {
  const began = performance.now();
  try {
    await client.query('begin');
    await client.query(migration.text);
    await client.query('insert into migrations (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    const hint = `Migration ${migration.name} failed; nothing of it was kept.`;
    const facts = { found: migration.version - 1, known: migration.version, hint };
    throw new GatewayError('LENKE_MIGRATION', facts, { cause });
  }
  log('migrated', { name: migration.name, ms: Math.round(performance.now() - began) });
}

async function readMigrations(directory: string): Promise<readonly Migration[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      return { version: Number(name.slice(0, 4)), name, text, checksum };
    }),
  );
}

function newest(list: readonly { readonly version: number }[]): number {
  return list.reduce((highest, { version }) => Math.max(highest, version), 0);
}
