// How is something logged? JSON lines on stderr through pino, one wide line per thing that happened, never patient data.

import { pino, type Logger } from 'pino';

/** Where lines go. Facts hold ids, codes, counts and durations; redaction is the second fence, not the first. */
export type Log = Logger;

/** Paths that never leave, whatever somebody logs by mistake. */
const REDACTED = [
  'resource',
  'resources',
  'bundle',
  'body',
  'content',
  'patient',
  'identifier',
  'address',
  'telecom',
  'birthDate',
  'authorization',
  'token',
  'password',
  'connectionString',
  'req.headers',
  'headers',
  'err.detail',
  'err.where',
  'err.query',
  'err.parameters',
].flatMap((path) => [path, `*.${path}`]);

/** A logger for this process. `destination` is for tests. */
export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
      serializers: { err: describeError },
    },
    destination,
  );
}

/** An error as code, message of our own table, and stack; database errors are cut to their code, for they quote values. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, facts } = error as { code?: unknown; facts?: unknown };
  const ours = error.name === 'GatewayError';
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    ...(ours && { facts, message: error.message }),
    stack: ours ? error.stack : error.stack?.split('\n').slice(1).join('\n'),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
