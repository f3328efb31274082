// How does FHIR leave? By the FHIR sender, whose HTTP client is loaded with the first delivery.

import { write } from '../exchange/fhir/write.ts';
import type { FhirSender } from '../exchange/fhir/sender.ts';

/**
 * The sender of `createFhirSender`, made by the first send: fhir-kit-client and undici are 130 files, 80 ms and 15 MB that a
 * start need not wait for. Writing needs none of it.
 */
export function createLateSender(options: { credential(name: string): string | undefined }): FhirSender {
  const made: { sender?: Promise<FhirSender> } = {};
  const load = async (): Promise<FhirSender> => {
    const { createFhirSender } = await import('../exchange/fhir/sender.ts');
    return createFhirSender(options);
  };
  return {
    write,
    async send(permitted, outgoing, recipient, signal, gate) {
      const sender = await (made.sender ??= load());
      return sender.send(permitted, outgoing, recipient, signal, gate);
    },
    async close() {
      await (await made.sender)?.close();
    },
  };
}
