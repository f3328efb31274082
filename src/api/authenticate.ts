// Who is calling? The only door where a token becomes a Caller; HelseID comes behind the same door.

import type { Config } from '../config/load.ts';
import { sha256 } from '../config/load.ts';
import type { Caller, CallerScope } from '../domain/caller.ts';
import { GatewayError } from '../domain/failure.ts';

/** Who a call without a token is in the sandbox, and only there. */
export const SANDBOX_CALLER: Caller = {
  id: 'sandbox',
  role: 'sandbox',
  scopes: ['fhir', 'ops'],
  reads: 'everything',
};

/** Finds the caller of an Authorization header, or throws LENKE_NO_CALLER or LENKE_CALLER_SCOPE. */
export type Authenticate = (authorization: string | undefined, scope: CallerScope) => Caller;

/**
 * Builds the door. Tokens are looked up by their SHA-256, so the time a look-up takes says nothing about how much of a
 * guessed token was right, and no token is kept in memory.
 */
export function createAuthenticate(config: Config): Authenticate {
  const callers = new Map<string, Caller>(
    config.callers.map(({ tokenSha256, ...caller }) => [tokenSha256, caller]),
  );
  const withoutToken = config.environment === 'sandbox' ? SANDBOX_CALLER : undefined;
  return (authorization, scope) => {
    const token = /^Bearer +([\w.~+/=-]{1,4096})$/i.exec(authorization ?? '')?.[1];
    const caller = authorization === undefined ? withoutToken : token && callers.get(sha256(token));
    if (!caller) throw new GatewayError('LENKE_NO_CALLER', { expression: 'http.authorization' });
    if (!caller.scopes.includes(scope)) {
      throw new GatewayError('LENKE_CALLER_SCOPE', { scope, expression: 'http.authorization' });
    }
    return caller;
  };
}
