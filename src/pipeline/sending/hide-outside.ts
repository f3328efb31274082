// What does not go along, but is named by what goes: may the recipient know that it is there? Asked of the same law, for each.

import { patientOf } from '../../disclosure/classify.ts';
import { namesOf } from '../../disclosure/names.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Ref } from '../../domain/identity.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import { verdictOn } from './decide-now.ts';
import { pinItem } from '../planning/decide-sends.ts';
import type { LegalView } from './legal-view.ts';
import type { Ports } from '../ports.ts';

/** What leaves names things that stay. */
export interface Outside {
  /** Those the recipient may not know of: they are not named. */
  readonly hidden: ReadonlySet<string>;
  /** True when some are named: permitted on the case as it was read, and on no other. */
  readonly isNamed: boolean;
}

const NONE: Outside = { hidden: new Set(), isNamed: false };

/**
 * Judges each as if it were sent. The person a resource is about is known by it, and what stays behind of the delivery itself
 * is `redact`'s. What is gone cannot be judged, and is not named.
 */
export async function hideOutside(
  delivery: Delivery,
  going: readonly Resource[],
  recipient: Recipient,
  legal: LegalView,
  ports: Ports,
): Promise<Outside> {
  const along = new Set<string>(delivery.content.map(({ reference }) => reference));
  const outside = new Set<Ref>();
  for (const resource of going) {
    const about = patientOf(resource);
    for (const name of namesOf(resource).named)
      if (name !== about && !along.has(name) && isSecret(name, ports)) outside.add(name);
  }
  if (outside.size === 0) return NONE;
  const read = await ports.store.records.readMany([...outside]);
  const known = new Map(read.map(({ type, id, content }) => [`${type}/${id}`, content]));
  const hidden = [...outside].filter(
    (name) => !mayKnow(name, known.get(name), { delivery, recipient, legal, ports }),
  );
  return { hidden: new Set(hidden), isNamed: hidden.length < outside.size };
}

/** Registers and definitions are about nobody; what is no type of ours names nothing. */
function isSecret(name: Ref, { validator, classify }: Ports): boolean {
  const type = name.slice(0, name.indexOf('/'));
  return validator.knowsType(type) && !classify.aboutNobody.has(type);
}

function mayKnow(
  reference: Ref,
  content: string | undefined,
  asked: { delivery: Delivery; recipient: Recipient; legal: LegalView; ports: Ports },
): boolean {
  if (content === undefined) return false;
  const { delivery, recipient, legal, ports } = asked;
  const resource = JSON.parse(content) as Resource;
  const found = ports.classify(resource, legal.persons);
  const item = pinItem(reference, resource, true, delivery.subject, found);
  const verdict = verdictOn({ ...delivery, content: [item] }, recipient, legal, ports);
  return verdict.effect !== 'deny';
}
