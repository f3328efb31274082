// A worker process of its own: every call of a handler becomes a row of `calls`, and rows say what to answer.

import pg from 'pg';
import { startQueues } from '../../queues/start.ts';

interface Task {
  readonly connectionString: string;
  readonly redisUrl?: string;
  readonly lockMs: number;
  /** again: the first call of an id asks to be woken once more. hang: the first call never ends. */
  readonly mode: 'again' | 'hang';
}

const task: Task = JSON.parse(process.argv[2] ?? '{}');
const pool = new pg.Pool({ connectionString: task.connectionString, max: 4 });
pool.on('error', () => undefined);

async function call(id: string): Promise<{ again?: Date }> {
  const { rows } = await pool.query<{ n: number }>(
    `with call as (insert into calls (id, pid) values ($1, $2))
     select count(*)::int as n from calls where id = $1`,
    [id, process.pid],
  );
  if ((rows[0]?.n ?? 0) > 0) {
    await pool.query(`update calls set done = true where id = $1 and pid = $2`, [id, process.pid]);
    return {};
  }
  if (task.mode === 'hang') await new Promise(() => undefined);
  return { again: new Date(Date.now() + 150 + Math.random() * 300) };
}

const tell = (facts: object): void => void process.stderr.write(`${JSON.stringify(facts)}\n`);
const log = { info: () => undefined, warn: tell, error: tell };
const never = async (): Promise<never> => {
  throw new Error('not used');
};
const queues = await startQueues({
  ...(task.redisUrl === undefined ? {} : { redisUrl: task.redisUrl }),
  pool,
  connectionString: task.connectionString,
  tx: never,
  outbox: { put: never, take: never, depth: never },
  handlers: { process: call, deliver: call, tick: async () => undefined },
  roles: new Set(['worker']),
  concurrency: { process: 8, deliver: 8 },
  lockMs: task.lockMs,
  log,
});
process.once('SIGTERM', () => {
  void queues
    .stop(5000)
    .then(() => pool.end())
    .then(() => process.exit(0));
});
process.stdout.write('ready\n');
