// What was acknowledged? The memory of the senders, outside of everything that is killed.

/** How a birth was sent. */
export type Manner = 'transaction' | 'message';

/** One birth and what its sender knows of it. */
export interface Entry {
  /** Which synthetic mother. */
  readonly n: number;
  readonly manner: Manner;
  /** Person number of the child: by it the receivers are asked. Never printed. */
  readonly child: string;
  /** Sendings until the first acknowledgement, that one included. */
  sendings: number;
  acknowledged: boolean;
  /** Milliseconds since the start of the load at which it was acknowledged. */
  at: number;
}

/** The births of a run. */
export interface Ledger {
  open(entry: Entry): void;
  entries(): readonly Entry[];
  acknowledged(): readonly Entry[];
}

export function createLedger(): Ledger {
  const entries: Entry[] = [];
  return {
    open: (entry) => void entries.push(entry),
    entries: () => entries,
    acknowledged: () => entries.filter(({ acknowledged }) => acknowledged),
  };
}
