// Which resources leave? The permitted items, redacted, and shown to be valid where something was cut out.

import { maskReferences } from '../../disclosure/mask.ts';
import { narrow } from '../../disclosure/narrow.ts';
import { hasProtectedAddress, type Kept, redact } from '../../disclosure/redact.ts';
import type { PermittedDelivery } from '../../domain/verdict.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import type { LegalView } from './legal-view.ts';
import type { Ports } from '../ports.ts';

/** Content that may leave, or why it may not after all. */
export type Narrowed =
  | { readonly kind: 'narrowed'; readonly resources: readonly Resource[] }
  /** What is left is not valid: nothing goes, a person must look. */
  | { readonly kind: 'invalid'; readonly type: string };

/** Narrows a permitted delivery. `resources` are those of `narrow(permitted)`, in its order; `hidden` is what they may not name. */
export function narrowContent(
  permitted: PermittedDelivery,
  resources: readonly Resource[],
  legal: LegalView,
  ports: Pick<Ports, 'classify' | 'validator'>,
  hidden: ReadonlySet<string> = new Set(),
): Narrowed {
  const { classify, validator } = ports;
  const kept: readonly Kept[] = narrow(permitted).flatMap((item, index) => {
    const resource = resources[index];
    return resource ? [{ item, resource }] : [];
  });
  const { persons } = legal;
  const addressProtected =
    hasProtectedAddress(legal.resources, classify.protectedAddress) ||
    hasProtectedAddress(resources, classify.protectedAddress);
  const redacted = redact(permitted, kept, { classify, persons, addressProtected }).map(
    ({ resource, cut }) => {
      const { resource: masked } = maskReferences(resource, hidden);
      return { resource: masked, cut: cut || masked !== resource };
    },
  );
  const broken = redacted.find(
    ({ cut, resource }) =>
      cut &&
      validator.validate(resource).some(({ severity }) => severity === 'error' || severity === 'fatal'),
  );
  if (broken) return { kind: 'invalid', type: broken.resource.resourceType };
  return { kind: 'narrowed', resources: redacted.map(({ resource }) => resource) };
}
