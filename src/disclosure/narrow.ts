// How much may go? Drops the content whose classes the verdict does not cover. It only ever removes.

import type { ContentItem } from '../domain/delivery.ts';
import type { PermittedDelivery } from '../domain/verdict.ts';
import { concernsOf } from './concerns.ts';

/** The items of a permitted delivery that may go: every class of an item must be allowed. */
export function narrow({ delivery, allowed }: PermittedDelivery): readonly ContentItem[] {
  return delivery.content.filter((item) => concernsOf(item, delivery).every(({ key }) => allowed.has(key)));
}
