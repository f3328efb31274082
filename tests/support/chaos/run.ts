// How is a long drill run? `node tests/support/chaos/run.ts --kills 1000 --production-locks [--redis] [--seed n] [--workers n]`

import { parseArgs } from 'node:util';
import { drill, isKept } from './drill.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string' },
    workers: { type: 'string', default: '2' },
    every: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '12' },
    redis: { type: 'boolean', default: false },
    'production-locks': { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const tell = (text: string): void => void process.stderr.write(`${text}\n`);
tell(`seed ${seed}`);
const report = await drill({
  seed,
  kills: Number(values.kills),
  workers: Number(values.workers),
  everyMs: Number(values.every),
  perSecond: Number(values.rate),
  redis: values.redis,
  productionLocks: values['production-locks'],
  tell,
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = isKept(report) ? 0 : 1;
