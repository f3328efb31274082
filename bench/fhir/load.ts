// How many are answered? A closed loop of some callers for some seconds.

import { Pool } from 'undici';
import { percentile, round } from '../pipeline/numbers.ts';
import type { Operation } from './operations.ts';

/** What came of one loop. */
export interface Measured {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Requests are numbered for the whole run, so that no condition or identifier comes twice. */
const counter = { n: 1 };
const HEADERS = { 'content-type': 'application/fhir+json' };

/** Runs one operation; an answer that is no success ends the benchmark. */
export async function measure(
  url: string,
  operation: Operation,
  callers: number,
  seconds: number,
): Promise<Measured> {
  const pool = new Pool(url, { connections: callers });
  const times: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) {
      counter.n += 1;
      const { method, path, body, token } = operation.request(counter.n);
      const sent = performance.now();
      const answer = await pool.request({
        method,
        path,
        headers: token === undefined ? HEADERS : { ...HEADERS, authorization: `Bearer ${token}` },
        ...(body !== undefined && { body }),
      });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`${operation.name}: ${answer.statusCode}`);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const elapsed = (performance.now() - began) / 1000;
  await pool.close();
  return {
    count: times.length,
    perSecond: Math.round(times.length / elapsed),
    p50: round(percentile(times, 0.5), 2),
    p99: round(percentile(times, 0.99), 2),
  };
}

/** Sends bodies one after the other. */
export async function sendAll(url: string, bodies: readonly object[]): Promise<void> {
  const pool = new Pool(url, { connections: 1 });
  for (const body of bodies) {
    const answer = await pool.request({
      method: 'POST',
      path: '/fhir',
      headers: HEADERS,
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`population: ${answer.statusCode} ${text.slice(0, 300)}`);
  }
  await pool.close();
}
