// Does all of it happen, or nothing? One transaction on one connection, done again when the database asks for it.

import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { GatewayError } from '../domain/failure.ts';
import { type Answer, send } from './statement.ts';
import { asFailure, isConnectionLost, isWorthRepeating } from './failures.ts';
import type { Tx, TxOptions } from './types.ts';

/** A deadlock's victim that starts again at once may meet the same other: wait a little, each time longer. */
const PAUSES_MS = [5, 25, 100];

/** Runs `work` in a READ COMMITTED transaction; see `Store.tx` for what it promises. */
export async function runTransaction<T>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  { impatientMs }: TxOptions = {},
): Promise<T> {
  if (impatientMs !== undefined) {
    const begin = `begin; set local lock_timeout = ${Math.ceil(impatientMs)}`;
    return (await runOnce(pool, work, begin)).value;
  }
  for (const pause of PAUSES_MS) {
    const outcome = await runOnce(pool, work).catch((error: unknown) => {
      if (isWorthRepeating(error)) return undefined;
      throw error;
    });
    if (outcome) return outcome.value;
    await sleep(pause * (0.5 + Math.random()));
  }
  return (await runOnce(pool, work)).value;
}

/** Runs `work` in a transaction that is rolled back whatever comes of it; see `Store.rehearse`. */
export async function rehearseTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asFailure(error);
  });
  const run = statementRunner(client);
  const rehearsed = async (): Promise<T> => {
    await run('begin');
    const tx: Tx = {
      query: async <Row>(text: string, values?: readonly unknown[], name?: string) =>
        (await run<Row>(text, values, name)).rows,
      get last() {
        return tx;
      },
      afterCommit: () => undefined,
    };
    return work(tx);
  };
  const value = await rehearsed().catch(async (error: unknown) => {
    await giveBack(client, error);
    throw error;
  });
  await giveBack(client, undefined);
  return value;
}

async function runOnce<T>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  begin = 'begin',
): Promise<{ value: T }> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asFailure(error);
  });
  const run = statementRunner(client);
  const afterwards: (() => void)[] = [];
  const value = await attempt(run, work, afterwards, begin).catch(async (error: unknown) => {
    await giveBack(client, error);
    throw error;
  });
  client.release();
  for (const action of afterwards) action();
  return { value };
}

/**
 * Begins with the first statement and, when the work says which is its last, ends with that: on a connection that sends
 * without waiting, neither costs a round trip. Work that asks nothing begins nothing.
 */
async function attempt<T>(
  run: Run,
  work: (tx: Tx) => Promise<T>,
  afterwards: (() => void)[],
  begin: string,
): Promise<T> {
  const state = { isBegun: false, isOver: false };
  const statement: Run = async <Row>(text: string, values?: readonly unknown[], name?: string) => {
    if (state.isOver) throw new GatewayError('LENKE_INTERNAL', { place: 'after-commit' });
    if (state.isBegun) return run<Row>(text, values, name);
    state.isBegun = true;
    const [, result] = await Promise.all([run(begin), run<Row>(text, values, name)]);
    return result;
  };
  const lastStatement: Run = async <Row>(text: string, values?: readonly unknown[], name?: string) => {
    const coming = statement<Row>(text, values, name);
    state.isOver = true;
    // A statement that failed turns the commit into a rollback: what is told then is why it failed.
    const [result] = await Promise.all([coming, commit(run, coming)]);
    return result;
  };
  const viewOf = (ask: Run, last: () => Tx): Tx => ({
    query: async <Row>(text: string, values?: readonly unknown[], name?: string) =>
      (await ask<Row>(text, values, name)).rows,
    get last() {
      return last();
    },
    afterCommit: (action) => void afterwards.push(action),
  });
  const closing: Tx = viewOf(lastStatement, () => closing);
  const value = await work(viewOf(statement, () => closing)).catch((error: unknown) => {
    // Work that was under way beside what failed must not reach the connection once it is somebody else's.
    state.isOver = true;
    throw error;
  });
  if (state.isBegun && !state.isOver) await commit(run);
  state.isOver = true;
  return value;
}

type Run = <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Answer<Row>>;

function statementRunner(client: pg.PoolClient): Run {
  return <Row>(text: string, values?: readonly unknown[], name?: string) =>
    send<Row>(client, text, values, name).catch((error: unknown) => {
      throw asFailure(error);
    });
}

/**
 * A statement that failed and was swallowed turns COMMIT into a silent rollback; the server says so, and so do we. Sent
 * behind a statement that is still `coming`, its failure is told before ours.
 */
async function commit(run: Run, coming?: Promise<unknown>): Promise<void> {
  const { did } = await run('commit');
  await coming;
  if (did === 'ROLLBACK') throw new GatewayError('LENKE_INTERNAL', { place: 'commit' });
}

/** Rolls back, or throws the connection away when it cannot be trusted any more. */
async function giveBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (isConnectionLost(error)) return client.release(true);
  const isClean = await client.query('rollback').then(
    () => true,
    () => false,
  );
  client.release(!isClean);
}
