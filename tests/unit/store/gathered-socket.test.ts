// Does one moment make one packet? Each write of its own costs the sender, the wire and the server.

import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { openGathered } from '../../../src/store/gathered-socket.ts';

/** A server that keeps what it is sent. */
async function listening(): Promise<{ server: Server; port: number; heard: Buffer[] }> {
  const heard: Buffer[] = [];
  const server = createServer((socket) => socket.on('data', (chunk: Buffer) => heard.push(chunk)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port, heard };
}

test('what is written in one turn after connecting leaves in one write, and all of it arrives in order', async () => {
  const { server, port, heard } = await listening();
  const socket = openGathered();
  socket.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const writes: number[] = [];
  const writev = socket._writev?.bind(socket);
  socket._writev = (chunks, done) => {
    writes.push(chunks.length);
    writev?.(chunks, done);
  };

  socket.write('one ');
  socket.write('two ');
  await Promise.resolve();
  socket.write('three ');
  await new Promise((resolve) => setImmediate(resolve));
  socket.write('four ');
  socket.write('five');
  socket.end();
  await once(socket, 'close');
  server.close();

  expect(writes).toEqual([3, 2]);
  expect(Buffer.concat(heard).toString()).toBe('one two three four five');
});
