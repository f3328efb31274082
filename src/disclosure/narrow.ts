// How much may go? Drops the content whose classes the verdict does not cover. It only ever removes.

import type { ContentItem } from '../domain/delivery.ts';
import type { PermittedDelivery } from '../domain/verdict.ts';

/** The items of a permitted delivery that may go: every class of an item must be allowed. */
export function narrow(permitted: PermittedDelivery): readonly ContentItem[] {
  return permitted.delivery.content.filter((item) =>
    item.classes.every((dataClass) => permitted.allowed.has(dataClass)),
  );
}
