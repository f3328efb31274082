// On which port may the server listen? The one it had before, or a free one.

import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { GatewayError } from '../../domain/failure.ts';
import type { Layout } from './layout.ts';

/**
 * The remembered port when it is free, else a free one, which is then remembered. With `keep` only the remembered one
 * will do: others hold its address already, so it is waited for by trying again.
 */
export async function choosePort(layout: Layout, keep: boolean): Promise<number> {
  const remembered = Number(await readFile(layout.port, 'utf8').catch(() => '0'));
  const isUsable = Number.isInteger(remembered) && remembered > 0 && remembered < 65_536;
  if (isUsable && (await tryPort(remembered)) !== undefined) return remembered;
  if (keep) throw noPort(`Port ${remembered} on 127.0.0.1 is taken.`, layout);
  const port = await tryPort(0);
  if (port === undefined) throw noPort('There is no free port on 127.0.0.1.', layout);
  await writeFile(layout.port, `${port}\n`, { mode: 0o600 });
  return port;
}

/** Listens on a loopback port for a moment; the port it got, or undefined when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(got));
    });
  });
}

function noPort(reason: string, layout: Layout): GatewayError {
  return new GatewayError('LENKE_POSTGRES_START', { reason, log: layout.log });
}
