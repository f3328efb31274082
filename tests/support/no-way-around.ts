// Can somebody write a send past the decision? The compiler is the test: a line below that compiled would fail the check of types.

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
