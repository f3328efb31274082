// Are we alive, and are we ready? /livez never leaves the process; /readyz names each thing it needs.

import type { Answer } from './answer.ts';
import type { ApiParts } from './parts.ts';

/** Milliseconds each part has to answer /readyz. */
const PATIENCE_MS = 1000;

const TEXT = 'text/plain; charset=utf-8';

/** 200 as long as the event loop turns. Never touches the database. */
export function livez(): Answer {
  return { status: 200, type: TEXT, body: 'ok\n' };
}

/** 200 when the database and the queue answer and the data is loaded, otherwise 503 with the one that does not. */
export async function readyz(parts: ApiParts): Promise<Answer> {
  const [database, queue] = await Promise.all([
    answers(parts.store.ping(PATIENCE_MS)),
    answers(parts.queuePing(PATIENCE_MS)),
  ]);
  const checks = { database, queue, data: parts.types.size > 0 && parts.recipients.length > 0 };
  const ready = Object.values(checks).every(Boolean);
  return {
    status: ready ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ ready, checks }),
  };
}

/** Metrics in Prometheus' form. */
export async function metrics(parts: ApiParts): Promise<Answer> {
  return {
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
    body: await parts.metrics.render(),
  };
}

async function answers(ping: Promise<boolean>): Promise<boolean> {
  try {
    return await ping;
  } catch {
    return false;
  }
}
