// Which gateway does the command line talk to? Address and token from the environment.

import { GatewayError } from '../domain/failure.ts';
import { check } from './load.ts';
import { SETTINGS } from './settings.ts';

/** Where the client commands (`events`, `deliveries`, `resend`, `trigger`) go. */
export interface ClientSettings {
  readonly url: string;
  readonly token: string | undefined;
}

/** LENKE_URL, or the gateway of this machine on LENKE_PORT; LENKE_TOKEN when callers are known by tokens. Throws LENKE_SETTINGS. */
export function readClientSettings(
  environ: Readonly<Record<string, string | undefined>> = process.env,
): ClientSettings {
  const { clientUrl } = SETTINGS;
  const port = environ['LENKE_PORT'] ?? '8080';
  const url = environ[clientUrl.env] || `http://127.0.0.1:${port}`;
  const problem = check(clientUrl, url);
  if (problem !== undefined)
    throw new GatewayError('LENKE_SETTINGS', { count: 1, problems: `${clientUrl.env} ${problem}.` });
  return { url: url.replace(/\/+$/, ''), token: environ['LENKE_TOKEN'] };
}
