// How are many races run? `node --no-warnings tests/support/race/run.ts --runs 1000 [--seed n] [--unguarded]`

import { parseArgs } from 'node:util';
import setup from '../global-setup.ts';
import teardown from '../global-teardown.ts';
import { race, type Race } from './withdrawal.ts';
import { startWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    unguarded: { type: 'boolean', default: false },
  },
});

await setup();
const world = await startWorld({ isGuarded: !values.unguarded });
const races: Race[] = [];
for (let index = 0; index < Number(values.runs); index += 1) {
  races.push(await race(Number(values.seed) + index, world));
  if (races.length % 100 === 0) process.stderr.write(`${races.length} races\n`);
}
await world.stop();
await teardown();
const sorted = races.map(({ acknowledgedMs }) => acknowledgedMs).toSorted((one, other) => one - other);
const sum = (of: (one: Race) => number): number => races.reduce((total, one) => total + of(one), 0);
const report = {
  runs: races.length,
  firstSeed: Number(values.seed),
  ways: Object.fromEntries(
    ['waiting', 'back-off', 'connecting'].map((way) => [way, races.filter((one) => one.way === way).length]),
  ),
  sentBefore: sum(({ sentBefore }) => sentBefore),
  sentAfter: sum(({ sentAfter }) => sentAfter),
  leftWaiting: sum(({ leftWaiting }) => leftWaiting),
  lost: races.filter(({ sentAfter }) => sentAfter > 0).map(({ seed }) => seed),
  acknowledgedMs: { median: sorted[Math.floor(sorted.length / 2)], max: sorted.at(-1) },
};
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exitCode = report.sentAfter === 0 && report.leftWaiting === 0 ? 0 : 1;
