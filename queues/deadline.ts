// How long may it still take? A moment in the future as a promise that never rejects and can be called off.

export interface Deadline {
  readonly passed: Promise<void>;
  cancel(): void;
}

export function startDeadline(ms: number): Deadline {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return { passed: promise, cancel: () => clearTimeout(timer) };
}
