// Can somebody write a send, or an answer, past the decision? The compiler is the test: a line below that compiled would fail the check of types.

import { fullUrlOf } from '../../src/api/fhir/bundle-text.ts';
import { versionHeaders } from '../../src/api/fhir/version.ts';
import type { ApiParts } from '../../src/api/parts.ts';
import type { Acceptance } from '../../src/pipeline/submission.ts';
import type { InteractionResult, SeenResource, StoredResource } from '../../src/store/records/types.ts';
import type { PermittedDelivery } from '../../src/domain/verdict.ts';
import type { Sender } from '../../src/exchange/contract.ts';
import { ask, content, deliveryTo } from './law.ts';

/** Never called: the compiler is the test. Each line that compiled would make the check of types fail. */
export function cannotBeWritten(sender: Sender, ...rest: Parameters<Sender['send']>): void {
  const [permitted, outgoing, recipient, signal] = rest;
  const delivery = deliveryTo('habu', []);
  // @ts-expect-error a delivery is not a permission
  const forged: PermittedDelivery = { delivery, allowed: new Set<string>() };
  // @ts-expect-error a permission is made by decide alone; a literal lacks its brand
  void sender.send({ delivery, allowed: new Set<string>() }, outgoing, recipient, signal, rest[4]);
  // @ts-expect-error nothing is sent without a gate
  void sender.send(permitted, outgoing, recipient, signal);
  const verdict = ask('habu', [content(['D8'])]);
  // @ts-expect-error a verdict that denies has no delivery to send
  void verdict.delivery;
  void forged;
}

/** Never called, as above: nothing is answered under /fhir that was not looked at with the caller's eyes. */
export function cannotBeAnswered(parts: ApiParts, stored: StoredResource, result: InteractionResult): void {
  // @ts-expect-error what the store holds was looked at by nobody
  const forged: SeenResource = stored;
  // @ts-expect-error the surface reaches the records through a caller's eyes alone
  void parts.store.records;
  // @ts-expect-error an entry is of something seen
  void fullUrlOf('', stored);
  // @ts-expect-error a version is told of something seen
  void versionHeaders(stored);
  // @ts-expect-error what a write came to is answered as its caller may see it
  const acceptance: Acceptance = { kind: 'accepted', results: [result], events: [], notes: [] };
  void forged;
  void acceptance;
}
