// Could these calls have happened one after the other? A checker for keys that are created once and then only get versions.

/** One call to one key, with the moments it was sent and answered. */
export interface Seen {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly what: /** Conditional create: the id that holds the key now, made by this call or found. */
    | { readonly kind: 'create'; readonly id: string; readonly made: boolean }
    /** Update without a version: it wrote this one. */
    | { readonly kind: 'write'; readonly id: string; readonly version: number; readonly value: string }
    /** Update of a version: it wrote the next, or was refused. */
    | {
        readonly kind: 'swap';
        readonly expected: number;
        readonly version: number | undefined;
        readonly value: string;
      }
    | { readonly kind: 'read'; readonly version: number; readonly value: string };
}

/** When each version of a key came: its writer, and so the interval in which it took effect. */
function writersOf(calls: readonly Seen[]): Map<number, Seen> {
  const writers = new Map<number, Seen>();
  for (const call of calls) {
    const { what } = call;
    if (what.kind === 'create' && what.made) writers.set(1, call);
    if ((what.kind === 'write' || what.kind === 'swap') && what.version !== undefined)
      writers.set(what.version, call);
  }
  return writers;
}

function faultsOfKey(key: string, calls: readonly Seen[]): string[] {
  const faults: string[] = [];
  const fault = (text: string): void => void faults.push(`${key}: ${text}`);
  const writes = calls.filter(
    ({ what }) =>
      (what.kind === 'create' && what.made) ||
      ((what.kind === 'write' || what.kind === 'swap') && what.version !== undefined),
  );
  const writers = writersOf(calls);
  if (calls.filter(({ what }) => what.kind === 'create' && what.made).length !== 1)
    fault('not made exactly once');
  if (new Set(calls.flatMap(({ what }) => ('id' in what ? [what.id] : []))).size !== 1) fault('several ids');
  // Each write made a version of its own, and they are 1, 2, 3 … without a gap: no update was lost.
  const versions = [...writers.keys()].toSorted((a, b) => a - b);
  if (writes.length !== writers.size) fault('two writes made the same version');
  if (versions.some((version, at) => version !== at + 1)) fault('versions with a gap');
  // Real time: a version cannot come before an older one was even asked for.
  for (const [version, writer] of writers) {
    for (const [later, other] of writers) {
      if (later > version && other.to < writer.from)
        fault(`version ${later} was answered before ${version} was asked for`);
    }
  }
  const valueOf = (version: number): string | undefined => {
    const what = writers.get(version)?.what;
    return what && 'value' in what ? what.value : undefined;
  };
  for (const { what, from, to } of calls) {
    if (what.kind === 'read') {
      const writer = writers.get(what.version);
      if (!writer || writer.from > to) fault(`read of version ${what.version} that nobody had written`);
      if (what.version > 1 && valueOf(what.version) !== what.value)
        fault(`read of version ${what.version} with another value`);
      const next = writers.get(what.version + 1);
      if (next && next.to < from) fault(`read of version ${what.version} after the next was acknowledged`);
    }
    if (what.kind !== 'swap') continue;
    if (what.version !== undefined && what.version !== what.expected + 1)
      fault('a swap wrote another version than the next');
    // A refusal is right only if some other version was the current one at some moment of the call.
    const held = writers.get(what.expected);
    const next = writers.get(what.expected + 1);
    const wasThereThroughout = held !== undefined && held.to < from && (next === undefined || next.from > to);
    if (what.version === undefined && wasThereThroughout)
      fault(`version ${what.expected} was refused while it was the current one`);
  }
  return faults;
}

/** What cannot be explained by any order of the calls that keeps to real time; empty when all can. */
export function findFaults(calls: readonly Seen[]): readonly string[] {
  const keys = Map.groupBy(calls, ({ key }) => key);
  return [...keys].flatMap(([key, own]) => faultsOfKey(key, own));
}
