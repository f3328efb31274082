// A demonstration starts also where somebody already has the usual port.

import { expect, test } from '@jest/globals';
import { listen } from '../../../src/api/listen.ts';
import { startOnFreePort } from '../../../src/cli/demo.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { Gateway } from '../../../src/cli/gateway.ts';
import { GatewayError } from '../../../src/domain/failure.ts';

const answer = (_request: unknown, response: { end(): void }) => response.end();

test('the next free port is taken when the usual one is not free, and only then', async () => {
  const holder = await listen(answer, { host: '127.0.0.1', port: 0, bodyTimeoutSeconds: 1 });
  const asked: number[] = [];
  const startGateway = async (config: ReturnType<typeof loadConfig>): Promise<Gateway> => {
    asked.push(config.port);
    const listening = await listen(answer, config);
    await listening.stop(0);
    throw new GatewayError('LENKE_STOPPING');
  };
  try {
    const started = startOnFreePort({ loadConfig, startGateway }, 'http://127.0.0.1:1', holder.port);
    await expect(started).rejects.toMatchObject({ code: 'LENKE_STOPPING' });
    expect(asked).toEqual([holder.port, 0]);
  } finally {
    await holder.stop(0);
  }
});
