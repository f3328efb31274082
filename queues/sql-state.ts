// What did PostgreSQL say went wrong, and what does BullMQ have to hear?

/**
 * SQLSTATE of an error; empty when the server said nothing. The first sign is a digit, or F, H, P or X for PostgreSQL's own
 * classes (PostgreSQL documentation, appendix A): `EPIPE` of a socket has five signs too.
 */
export function sqlState(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9FHPX][0-9A-Z]{4}$/.test(code) ? code : '';
}

/**
 * A server that cannot be reached or will not serve (no SQLSTATE, or classes 08, 28, 3D, 53, 55, 57; 3F and 42 for a schema
 * under repair) becomes ECONNREFUSED: only for that does BullMQ wait and try again, on anything else its worker loop spins
 * without a pause.
 */
export function asBullmqKnowsIt(error: unknown): unknown {
  const state = sqlState(error);
  if (state !== '' && !/^(08|28|3D|3F|42|53|55|57)/.test(state)) return error;
  return Object.assign(new Error('ECONNREFUSED', { cause: error }), { code: 'ECONNREFUSED' });
}
