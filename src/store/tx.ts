// What is a transaction to who works in one, and a page to who reads one? The words every room of the store uses.

/** One transaction on one connection. Everything written through it becomes visible at once, or not at all. */
export interface Tx {
  /** Runs a statement; with a `name` it is prepared once per connection (only for one-condition shapes, facts/store.md 7). */
  readonly query: <Row>(text: string, values?: readonly unknown[], name?: string) => Promise<Row[]>;
  /**
   * The same transaction for its last statement: the commit is sent along with it and saves a round trip. Nothing may
   * be asked afterwards (LENKE_INTERNAL); asking nothing through it is no harm.
   */
  readonly last: Tx;
  /** Called once after COMMIT (poke the relay); never after a rollback. */
  afterCommit(action: () => void): void;
}

export interface Page {
  readonly limit: number;
  /** Opaque cursor of the page before. */
  readonly after?: string;
}

export interface Paged<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
