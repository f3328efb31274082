// How much CPU did the database take? All processes of one server, those that have ended too.

import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

const TICK_MS = 10;

/** Fields of /proc/<pid>/stat from the state on; undefined when the process has gone. */
function statOf(pid: number | string): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

const PARENT = 1;
/** utime and stime, and with `ended` those of children that were waited for. */
const ticks = (stat: readonly string[], ended: boolean): number =>
  (ended ? [11, 12, 13, 14] : [11, 12]).reduce((sum, at) => sum + Number(stat[at]), 0);

/** Milliseconds of CPU that the server of a connection has used so far; NaN where there is no /proc. */
export async function watchServer(client: pg.Client): Promise<() => number> {
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const [row] = rows as { pid: number }[];
  const postmaster = statOf(row?.pid ?? 0)?.[PARENT];
  if (postmaster === undefined) return () => Number.NaN;
  return () => {
    const own = statOf(postmaster);
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const stat = statOf(pid);
        return stat?.[PARENT] === postmaster ? [ticks(stat, false)] : [];
      });
    return ((own ? ticks(own, true) : 0) + children.reduce((sum, one) => sum + one, 0)) * TICK_MS;
  };
}
