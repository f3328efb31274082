// What does the file system say of a data directory? One of ours, with the code of the system and nothing else of it.

import { GatewayError } from '../../domain/failure.ts';
import { sqlState } from '../sql-state.ts';

/** LENKE_DATA_DIR {directory, reason} for what the file system refused; what is ours already stays as it is. */
export function directoryFailure(error: unknown, directory: string): GatewayError {
  if (error instanceof GatewayError) return error;
  const reason = sqlState(error) ?? (error instanceof Error ? error.message : String(error));
  return new GatewayError('LENKE_DATA_DIR', { directory, reason }, { cause: error });
}
