// Which gateway does the command line talk to? Address and token from the environment.

/** Where the client commands (`events`, `deliveries`, `resend`, `trigger`) go. */
export interface ClientSettings {
  readonly url: string;
  readonly token: string | undefined;
}

/** LENKE_URL, or the gateway of this machine on LENKE_PORT; LENKE_TOKEN when callers are known by tokens. */
export function readClientSettings(
  environ: Readonly<Record<string, string | undefined>> = process.env,
): ClientSettings {
  const port = environ['LENKE_PORT'] ?? '8080';
  return {
    url: (environ['LENKE_URL'] ?? `http://127.0.0.1:${port}`).replace(/\/+$/, ''),
    token: environ['LENKE_TOKEN'],
  };
}
