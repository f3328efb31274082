// Who is measured? The gateway and the bare loop, each a process with a database of its own on one server.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import { startChild, type Child } from './child.ts';
import { throughput, type Target } from './load.ts';
import { readTemplate } from './template.ts';

/** Births before one is taken as the template: the shared hashes must show that they are shared. */
const BEFORE_TEMPLATE = 60;

/** What both stand on. */
export interface Place {
  readonly directory: string;
  readonly server: string;
  readonly receiver: Child;
  readonly tell: (text: string) => void;
}

/** Somebody who is measured. */
export interface Runner extends Target {
  readonly child: Child;
}

export async function newDatabase(place: Place, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: place.server });
  await admin.connect();
  await admin.query(`create database ${name} template template0`);
  await admin.end();
  const url = new URL(place.server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function startGateway(place: Place, name: string, redis?: string): Promise<Runner> {
  const url = await newDatabase(place, name);
  return gatewayOn(place, name, url, redis);
}

export async function gatewayOn(place: Place, name: string, url: string, redis?: string): Promise<Runner> {
  const child = await startChild('bin/lenke.mjs', ['serve', '--json'], {
    DATABASE_URL: url,
    LENKE_PORT: '0',
    LENKE_SANDBOX_URL: place.receiver.url,
    LENKE_LOG: 'warn',
    ...(redis !== undefined && { REDIS_URL: redis }),
  });
  return {
    name,
    url: child.url,
    database: new pg.Pool({ connectionString: url, max: 2 }),
    needsCase: true,
    child,
  };
}

export async function startBare(
  place: Place,
  name: string,
  template: string,
  redis?: string,
): Promise<Runner> {
  const url = await newDatabase(place, name);
  const args = ['--template', template, '--database', url, '--receiver', place.receiver.url];
  const child = await startChild(
    'bench/pipeline-bare.ts',
    redis === undefined ? args : [...args, '--redis', redis],
  );
  return {
    name,
    url: child.url,
    database: new pg.Pool({ connectionString: url, max: 2 }),
    needsCase: false,
    child,
  };
}

/** Lets one birth through the gateway and keeps what it wrote, posted and answered. */
export async function capture(place: Place, gateway: Runner, name: string): Promise<string> {
  await throughput(gateway, BEFORE_TEMPLATE);
  const n = 599_999;
  const send = (bundle: object): Promise<Response> =>
    fetch(`${gateway.url}/fhir`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(bundle),
    });
  await send(motherCase({ n }));
  const response = await send(birth({ n }));
  const answer = await response.text();
  const event = response.headers.get('lenke-event') ?? '';
  await settled(gateway, event);
  const bodies = (await (await fetch(place.receiver.url)).json()) as Record<string, string>;
  const template = await readTemplate(gateway.database, event, bodies);
  const file = join(place.directory, `template-${name}.json`);
  writeFileSync(file, JSON.stringify({ ...template, answer }));
  const rows = (list: { records: readonly unknown[]; eq: readonly unknown[] }) =>
    `${list.records.length}+${list.eq.length}`;
  place.tell(
    `template: accept ${rows(template.accept)}, process ${rows(template.process)} records+tokens, ` +
      `${template.deliveries.length} deliveries, ${template.timers.length} timers, ${Object.keys(bodies).length} posts`,
  );
  return file;
}

async function settled({ database: db }: Runner, event: string): Promise<void> {
  for (;;) {
    const { rows } = await db.query(
      `select count(*)::int as count from deliveries where event_id = $1 and ended_state = 'confirmed'`,
      [event],
    );
    if ((rows as { count: number }[])[0]?.count === 3) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
