// Does every answer carry the headers helmet would set?

import { expect, test } from '@jest/globals';
import express from 'express';
import helmet from 'helmet';
import type { AddressInfo } from 'node:net';
import { securityHeaders } from '../../../src/api/security-headers.ts';
import { call } from './calls.ts';
import { startGateway } from './gateway.ts';

test('they are those of helmet itself, on answers and on failures', async () => {
  const server = express()
    .use(helmet())
    .get('/', (_request, reply) => void reply.end())
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}/`);
  server.close();
  const gateway = await startGateway();
  const [found, failed] = [
    await call(gateway, 'GET', '/fhir/metadata'),
    await call(gateway, 'GET', '/fhir/Shoe'),
  ];
  await gateway.close();
  const names = [...securityHeaders().keys()];
  expect(names).toContain('content-security-policy');
  expect(names.length).toBeGreaterThan(8);
  for (const { headers: ours } of [found, failed])
    for (const name of names) expect([name, ours.get(name)]).toEqual([name, headers.get(name)]);
});
