// Do broken, slow and huge requests leave the gateway standing? Raw sockets and large bodies.

import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApi } from '../../../src/api/create-api.ts';
import { listen } from '../../../src/api/listen.ts';
import { call } from './calls.ts';
import { startGateway, TOKENS, type Gateway } from './gateway.ts';

const PATIENT = '{"resourceType":"Patient","active":true}';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ LENKE_BODY_TIMEOUT: '1' });
});
afterAll(() => gateway.close());

/** Writes bytes to a connection and gives what came back when it is closed. */
function raw(port: number, parts: readonly string[], pauseMs = 0): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      if (answer.includes('\r\n\r\n') && pauseMs === 0) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    parts.forEach((part, index) => setTimeout(() => socket.writable && socket.write(part), index * pauseMs));
  });
}

const HEAD = `POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKENS.hospital}\r\nContent-Type: application/fhir+json\r\n`;

describe('broken HTTP', () => {
  test.each([
    ['not HTTP', ['hello\r\n\r\n'], ' 400 '],
    [
      'header that is too long',
      [`GET /fhir/metadata HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
      ' 431 ',
    ],
    [
      'line break in a header',
      ['GET /fhir/metadata HTTP/1.1\r\nHost: x\r\nX-Request-ID: a\nb\r\n\r\n'],
      ' 400 ',
    ],
    ['both lengths', [`${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`], ' 400 '],
  ])('%s is refused as an OperationOutcome', async (_why, parts, status) => {
    const answer = await raw(gateway.listening.port, parts);
    expect(answer.slice(0, 20)).toContain(status);
    expect(answer).toContain('OperationOutcome');
  });

  test('a body that trickles in is given up after its time', async () => {
    const parts = [`${HEAD}Content-Length: 1000\r\n\r\n{`, ...Array.from({ length: 30 }, () => ' ')];
    const answer = await raw(gateway.listening.port, parts, 100);
    expect(answer).toContain(' 408 ');
    expect(answer).toContain('LENKE_BODY_TIMEOUT');
  });

  test('headers that trickle in are given up, and others are answered meanwhile', async () => {
    const slow = await listen(createApi(gateway.parts), gateway.parts.config, 300);
    const parts = ['GET /livez HTTP/1.1\r\n', ...Array.from({ length: 40 }, (_, n) => `X-${n}: y\r\n`)];
    const callers = Array.from({ length: 50 }, () => raw(slow.port, parts, 100));
    expect((await fetch(`${slow.url}/livez`)).status).toBe(200);
    for (const answer of await Promise.all(callers)) expect(answer).toContain(' 408 ');
    await slow.stop(100);
  });

  test('a caller that goes away in the middle of a body leaves nothing behind', async () => {
    const before = await gateway.rows();
    const socket = connect(gateway.listening.port, '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write(`${HEAD}Content-Length: 1000\r\n\r\n{"resourceType"`, () => resolve());
    });
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await gateway.rows()).toBe(before);
    expect(gateway.log.filter((line) => line.includes('"error"'))).toEqual([]);
  });
});

describe('large bodies', () => {
  test('gzip within the limits is read', async () => {
    const body = gzipSync(PATIENT);
    const seen = await call(gateway, 'POST', '/fhir/Patient', {
      body,
      headers: { 'content-encoding': 'gzip' },
    });
    expect(seen.status).toBe(201);
  });

  test('/livez answers while large bodies are read', async () => {
    const patient = await startGateway();
    const filler = Array.from({ length: 40_000 }, (_, n) => ({
      url: `urn:x:${n}`,
      valueString: 'y'.repeat(200),
    }));
    const body = JSON.stringify({ resourceType: 'Bundle', type: 'history', extension: filler });
    expect(body.length).toBeGreaterThan(8_000_000);
    const began = performance.now();
    const big = Promise.all(Array.from({ length: 4 }, () => call(patient, 'POST', '/fhir', { body })));
    const waits: number[] = [];
    const state = { done: false };
    const watch = (async () => {
      while (!state.done) {
        const start = performance.now();
        expect((await call(patient, 'GET', '/livez')).status).toBe(200);
        waits.push(performance.now() - start);
      }
    })();
    expect((await big).map((seen) => seen.status)).toEqual([400, 400, 400, 400]);
    const all = performance.now() - began;
    state.done = true;
    await watch;
    await patient.close();
    expect(waits.length).toBeGreaterThan(3);
    // Beside the whole, which is as slow as the machine: nobody waits until all of them are read.
    expect(Math.max(...waits)).toBeLessThan(0.75 * all);
  });
});
