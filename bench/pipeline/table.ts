// How does a person read the result? As a table.

import type { BenchResult } from './result.ts';
import { RATES } from './rounds.ts';

/** The result as rows of a table. */
export function rowsOf(result: BenchResult): readonly (readonly string[])[] {
  const { postgresql, redis, starts, million, machine } = result;
  const sides = [
    ['gateway, PostgreSQL', postgresql.gateway, postgresql.ratio],
    ['bare loop, PostgreSQL', postgresql.bare, 1],
    ...(redis
      ? ([
          ['gateway, Redis', redis.gateway, redis.ratio],
          ['bare loop, Redis', redis.bare, 1],
        ] as const)
      : []),
  ] as const;
  return [
    [
      '',
      'births/s',
      'of bare',
      'CPU ms',
      `accept p50/p99 ms at ${RATES.calm}/s`,
      'confirmed',
      `accept at ${RATES.busy}/s`,
      'confirmed',
      'RSS MB',
    ],
    ...sides.map(([name, side, ratio]) => [
      name,
      String(side.birthsPerSecond),
      String(ratio),
      String(side.cpuMsPerBirth),
      ...[side.calm, side.busy].flatMap(({ accept, confirmed }) => [
        `${accept.p50} / ${accept.p99}`,
        `${confirmed.p50} / ${confirmed.p99}`,
      ]),
      String(side.rssMb),
    ]),
    [
      'start',
      `cold ${starts.coldMs} ms`,
      `warm ${starts.warmMs} ms`,
      '',
      '',
      '',
      '',
      '',
      String(starts.rssMb),
    ],
    ...(million
      ? [
          [
            `${million.resources} resources`,
            `${million.smallMs} → ${million.largeMs} ms`,
            `× ${million.ratio}`,
          ],
        ]
      : []),
    [`${machine.cpus} CPUs`, `load ${machine.load.join(' ')}`, machine.node],
  ];
}
