// How did it end, in one plain line? `N passed, N failed, N skipped`, for whoever reads the log of a run.

interface Totals {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** A Jest reporter that prints the totals; a suite that could not run counts as failed. */
export default class ClosingLine {
  onRunComplete(_contexts: unknown, totals: Totals): void {
    const failed = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
    process.stdout.write(
      `\n${totals.numPassedTests} passed, ${failed} failed, ${totals.numPendingTests + totals.numTodoTests} skipped\n`,
    );
  }
}
