// How fast is it on one core? CPU time counts, not the clock: what else the machine does must not be measured.

/** Runs `work` for so many seconds of CPU after a fifth of it as warm-up; the median of five parts. */
export function perCpuSecond(
  work: (index: number) => void,
  seconds: number,
): { readonly perSecond: number; readonly runs: number } {
  let index = 0;
  const spend = (micros: number): { runs: number; micros: number } => {
    const from = process.cpuUsage();
    let used = 0;
    let runs = 0;
    while (used < micros) {
      // Asking costs a system call: some runs are done between two questions.
      for (let n = 0; n < 4; n += 1) work(index++);
      runs += 4;
      const { user, system } = process.cpuUsage(from);
      used = user + system;
    }
    return { runs, micros: used };
  };
  const before = index;
  spend(seconds * 200_000);
  const parts = Array.from({ length: 5 }, () => spend(seconds * 200_000));
  const rates = parts.map(({ runs, micros }) => (runs / micros) * 1e6).toSorted((one, other) => one - other);
  return { perSecond: Math.round((rates[2] ?? 0) * 10) / 10, runs: index - before };
}
