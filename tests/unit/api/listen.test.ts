// A gateway that cannot listen says where and why, and what to change.

import { expect, test } from '@jest/globals';
import { listen } from '../../../src/api/listen.ts';

const at = (host: string, port: number) =>
  listen((_request, response) => response.end(), { host, port, bodyTimeoutSeconds: 1 });

test('a port somebody has is refused by name', async () => {
  const first = await at('127.0.0.1', 0);
  try {
    await expect(at('127.0.0.1', first.port)).rejects.toMatchObject({
      code: 'LENKE_PORT_TAKEN',
      facts: { host: '127.0.0.1', port: first.port },
    });
  } finally {
    await first.stop(0);
  }
});

test('an address the machine does not have is refused by name', async () => {
  // TEST-NET-1 of RFC 5737 belongs to nobody.
  await expect(at('192.0.2.1', 0)).rejects.toMatchObject({
    code: 'LENKE_LISTEN',
    facts: { host: '192.0.2.1', reason: 'EADDRNOTAVAIL' },
  });
});
