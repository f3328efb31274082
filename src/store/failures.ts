// What does an error of the database mean? One of ours, without what it quotes of the data.

import { GatewayError } from '../domain/failure.ts';
import { sqlState } from './sql-state.ts';

/** The server is not there, goes away or comes up (class 08 and 57P, and what the socket says). */
const DOWN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ECONNABORTED',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '08P01',
  // Out of disk, out of memory, read-only after a fail-over: nothing can be accepted either.
  '53100',
  '53200',
  '25006',
  '58030',
  '58P01',
  // Somebody else listens at the address, or the login is being changed: not the caller's fault, and it passes.
  '28000',
  '28P01',
  '3D000',
]);

/** No connection, statement or lock within its limit. */
const BUSY = new Set(['53300', '57014', '55P03', '25P03']);

/** `pg` gives these no code. */
const DOWN_TEXT =
  /Connection terminated|Client has encountered a connection error|Query read timeout|server closed the connection|Client was closed|pool after calling end|timeout expired/i;
const BUSY_TEXT = /timeout exceeded when trying to connect/i;

/** Deadlock and serialization failure: nothing was done, doing it again is right. */
const AGAIN = new Set(['40001', '40P01']);

/** Seconds after which a busy store is worth asking again. */
const ASK_AGAIN_SECONDS = 2;

/** True when the connection an error came from is of no further use. */
export function isConnectionLost(error: unknown): boolean {
  return isOf(error, DOWN, DOWN_TEXT);
}

/** True when the whole transaction may be done again. */
export function isWorthRepeating(error: unknown): boolean {
  return AGAIN.has(sqlState(error) ?? '');
}

/**
 * LENKE_STORE_DOWN, LENKE_STORE_BUSY {seconds} (also for a deadlock that stayed one), else LENKE_INTERNAL.
 * The cause keeps SQLSTATE, table and constraint; `detail`, `where` and the values some messages quote are dropped.
 */
export function asFailure(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const cause = withoutData(error);
  const isBusy = isOf(error, BUSY, BUSY_TEXT) || isWorthRepeating(error);
  if (isBusy) return new GatewayError('LENKE_STORE_BUSY', { seconds: ASK_AGAIN_SECONDS }, { cause });
  if (isOf(error, DOWN, DOWN_TEXT)) return new GatewayError('LENKE_STORE_DOWN', {}, { cause });
  return new GatewayError('LENKE_INTERNAL', {}, { cause });
}

function isOf(error: unknown, codes: ReadonlySet<string>, texts: RegExp): boolean {
  const code = sqlState(error);
  if (code !== undefined && codes.has(code)) return true;
  return error instanceof Error && texts.test(error.message);
}

/** An error of the database, as it may be logged. */
class DatabaseFailure extends Error {
  readonly code: string | undefined;
  readonly table: string | undefined;
  readonly constraint: string | undefined;

  constructor(message: string, code: string | undefined, table?: string, constraint?: string) {
    super(message);
    this.name = 'DatabaseFailure';
    this.code = code;
    this.table = table;
    this.constraint = constraint;
  }
}

function withoutData(error: unknown): Error {
  const code = sqlState(error);
  const message = error instanceof Error ? error.message : 'unknown';
  const failure = new DatabaseFailure(
    // Class 22 (data exceptions) quotes the value it could not read.
    code?.startsWith('22') ? 'data exception' : message,
    code,
    textOf(error, 'table'),
    textOf(error, 'constraint'),
  );
  if (error instanceof Error && error.stack !== undefined) failure.stack = framesOf(error.stack);
  return failure;
}

/** The frames without the first line, which repeats the message. */
function framesOf(stack: string): string {
  return `DatabaseFailure\n${stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n')}`;
}

function textOf(error: unknown, name: 'table' | 'constraint'): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const found = Object.entries(error).find(([key]) => key === name)?.[1];
  return typeof found === 'string' ? found : undefined;
}
