// Which code does this failure carry? SQLSTATE of the database or errno of the system, wherever it hides.

/** The `code` of an error or of its cause: `40001`, `23505`, `ECONNREFUSED`, `EEXIST`; undefined when there is none. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  // A GatewayError has a code of its own; the one of the database is on its cause.
  if ('cause' in error && error.cause !== undefined) return sqlState(error.cause) ?? ownCode(error);
  return ownCode(error);
}

function ownCode(error: object): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
