// What can be done while something else starts? Work of our own that keeps the thread, once the other is on its way.

/** Something that starts: `launched` resolves when it needs us no more for a while. */
export interface Starting<T> {
  readonly launched: Promise<void>;
  readonly ready: Promise<T>;
}

/** Begins `start`, which calls `launched` when another process has the work. */
export function startingOf<T>(start: (launched: () => void) => Promise<T>): Starting<T> {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { launched: promise, ready: start(resolve) };
}

/**
 * Does `work` while something starts, from the moment it is launched: begun before, the work would keep the thread that has
 * to launch it, and the two would come one after the other. When `work` fails, what was starting is waited for, or it would
 * start with nobody left to stop it.
 */
export async function besides<T>({ launched, ready }: Starting<unknown>, work: () => T): Promise<T> {
  await Promise.race([launched, ready]);
  try {
    return work();
  } catch (error) {
    await ready.catch(() => undefined);
    throw error;
  }
}
