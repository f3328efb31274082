// Whom does the store tell what it does? The log it is given, or nobody.

/** A line of the log: what happened, and facts that never hold patient data. */
export type StoreLog = (event: string, facts: Readonly<Record<string, string | number | boolean>>) => void;

/** The log of those who were given none. */
export const silent: StoreLog = () => {};
