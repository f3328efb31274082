// Whose fault is it? Steps for several callers at once, where one that fails by its own fault does not stop the others.

import { GatewayError } from '../../../domain/failure.ts';

/** What a step gave for one caller, or the fault that caller's own request is to blame for. */
export type Tried<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: GatewayError };

/** The next step of one caller; nothing happens when it has failed already. What is nobody's fault is thrown on. */
export async function onward<From, To>(
  one: Tried<From>,
  step: (value: From) => To | Promise<To>,
): Promise<Tried<To>> {
  if (!one.ok) return one;
  try {
    return { ok: true, value: await step(one.value) };
  } catch (error) {
    if (error instanceof GatewayError && !isOfStore(error)) return { ok: false, fault: error };
    throw error;
  }
}

/** What came of those that have not failed. */
export function valuesOf<T>(all: readonly Tried<T>[]): readonly T[] {
  return all.flatMap((one) => (one.ok ? [one.value] : []));
}

/** The store itself failed: what follows in this transaction cannot be trusted, whoever asks. */
function isOfStore({ code }: GatewayError): boolean {
  return code.startsWith('LENKE_STORE') || code === 'LENKE_INTERNAL';
}
