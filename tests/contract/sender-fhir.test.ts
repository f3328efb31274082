import type { WireFormat } from '../../src/domain/recipient.ts';
import { createFhirSender } from '../../src/exchange/fhir/sender.ts';
import { recipient } from '../support/permitted.ts';
import { startReceiver } from '../support/receiver.ts';
import { senderContract } from './sender.contract.ts';

const FORMATS: readonly WireFormat[] = ['fhir-transaction', 'fhir-message'];

for (const format of FORMATS) {
  senderContract(format, async () => {
    const receiver = await startReceiver();
    const sender = createFhirSender({ credential: () => undefined, maxAnswerBytes: 100_000 });
    return {
      sender,
      recipient: recipient(receiver.address, format, { timeoutMs: 1500 }),
      resources: [
        { resourceType: 'Patient', id: 'aaaaaaaa-1111-4111-8111-111111111111', gender: 'female' },
        { resourceType: 'Communication', id: 'c1', status: 'completed', subject: { reference: 'Patient/x' } },
      ],
      behave: receiver.behave,
      arrived: () => receiver.arrived.map(({ hash, requestId }) => ({ hash, requestId })),
      held: receiver.held,
      async stop() {
        await sender.close();
        await receiver.stop();
      },
    };
  });
}
