// What does not go along, but is named by what goes: may the recipient know that it is there? Asked of the same law, for each.

import { namedIn } from '../../disclosure/mask.ts';
import { patientOf } from '../../disclosure/classify.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import { verdictOn } from './decide-now.ts';
import { pinItem } from '../planning/decide-sends.ts';
import type { LegalView } from './legal-view.ts';
import { casePersons } from './judge.ts';
import type { Ports } from '../ports.ts';

/** What leaves names things that stay. */
export interface Outside {
  /** Those the recipient may not know of: they are not named. */
  readonly hidden: ReadonlySet<string>;
  /** True when some are named: permitted on the case as it was read, and on no other. */
  readonly isNamed: boolean;
}

/** A resource that goes, and its text as stored. */
export interface Going {
  readonly content: string;
  readonly resource: Resource;
}

const NONE: Outside = { hidden: new Set(), isNamed: false };

/**
 * Judges each as if it were sent. The person a resource is about is known by it, and what stays behind of the delivery itself
 * is `redact`'s. What is gone cannot be judged, and is not named.
 */
export async function hideOutside(
  delivery: Delivery,
  going: readonly Going[],
  recipient: Recipient,
  legal: LegalView,
  ports: Ports,
): Promise<Outside> {
  const along = new Set<string>(delivery.content.map(({ reference }) => reference));
  const types = new Set(ports.validator.types());
  const names = going.flatMap(({ content, resource }) => {
    const about = patientOf(resource);
    return namedIn(content).filter((name) => {
      const type = name.slice(0, name.indexOf('/'));
      const isSecret = types.has(type) && !ports.classify.aboutNobody.has(type);
      return isSecret && name !== about && !along.has(name);
    });
  });
  const outside = [...new Set(names)].flatMap((name) => parseRef(name) ?? []);
  if (outside.length === 0) return NONE;
  const read = await ports.store.records.readMany(outside);
  const known = new Map(read.map(({ type, id, content }) => [`${type}/${id}`, content]));
  const hidden = outside.filter(
    (name) => !mayKnow(name, known.get(name), { delivery, recipient, legal, ports }),
  );
  return { hidden: new Set(hidden), isNamed: hidden.length < outside.length };
}

function mayKnow(
  reference: Ref,
  content: string | undefined,
  asked: { delivery: Delivery; recipient: Recipient; legal: LegalView; ports: Ports },
): boolean {
  if (content === undefined) return false;
  const { delivery, recipient, legal, ports } = asked;
  const resource = JSON.parse(content) as Resource;
  const found = ports.classify(resource, casePersons(legal));
  const item = pinItem(reference, resource, true, delivery.subject, found);
  const verdict = verdictOn({ ...delivery, content: [item] }, recipient, legal, ports);
  return verdict.effect !== 'deny';
}
