// How does it run for real? The gateway in the roles asked for, until it is told to stop.

import type { CliParts } from './gateway.ts';
import { createOutput } from './output.ts';
import { untilStopped } from './until-stopped.ts';

export interface ServeOptions {
  readonly roles?: string;
  readonly json: boolean;
}

/** Serves until SIGINT or SIGTERM; then stops in reverse order and exits with 0. */
export async function serve(parts: CliParts, options: ServeOptions): Promise<number> {
  const output = createOutput(options);
  const config = parts.loadConfig(options.roles === undefined ? {} : { LENKE_ROLES: options.roles });
  // From the first moment: a Ctrl-C while PostgreSQL starts must not leave it behind.
  const stopped = untilStopped();
  const gateway = await parts.startGateway(config);
  const ready = { url: gateway.url, roles: [...config.roles], queue: gateway.queueBackend, pid: process.pid };
  if (options.json) output.json(ready);
  else
    output.line(
      `Lenke ${parts.version} ${gateway.url === '' ? '' : `${gateway.url}/fhir `}roles ${ready.roles.join(',')} queue ${ready.queue}`,
    );
  await stopped;
  output.note('stopping …');
  await gateway.stop();
  return 0;
}
