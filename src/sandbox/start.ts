// How do the pretend systems run? One HTTP server on one port, one base path per system.

import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { createSystem } from './system.ts';
import { systemRoutes, type SandboxLogLine } from './system-routes.ts';

/** Pretend systems: a hospital, a municipality (fhs, helsestasjon, jordmor, rusteam), HABU and a GP system. */
export const SYSTEMS = ['kk', 'kommune', 'habu', 'fastlege'] as const;

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:<port>`; a system's FHIR base is `<url>/<system>/fhir`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts the systems. Port 0 takes a free one. `stop` destroys what is open and waits until the port is free.
 */
export async function startSandbox(options: {
  port: number;
  host?: string;
  systems?: readonly string[];
  log?: (line: SandboxLogLine) => void;
  now?: () => Date;
}): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => undefined);
  const app = express().disable('x-powered-by').disable('etag');
  const server = createServer(app);
  server.listen(options.port, host);
  await once(server, 'listening');
  const bound = server.address();
  const url = `http://${host}:${typeof bound === 'object' && bound ? bound.port : options.port}`;
  const systems = (options.systems ?? SYSTEMS).map((name) => createSystem(name, `${url}/${name}/fhir`, now));
  for (const system of systems) app.use(`/${system.name}`, systemRoutes(system, now, log));
  return {
    url,
    async stop() {
      for (const { replier } of systems) replier.set(undefined);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
