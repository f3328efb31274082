// What could this delivery carry? The resources it is pinned to, each read from its text once for all that goes out together.

import type { ContentItem } from '../../domain/delivery.ts';
import type { Ref } from '../../domain/identity.ts';
import type { Resource } from '../../pathway/case/case-view.ts';

/** A resource and the text it was read from: the same text is the same resource. */
interface Parsed {
  readonly content: string;
  readonly resource: Resource;
}

/** What was read for deliveries of a case; they carry much of the same. */
export type ParsedContent = Map<Ref, Parsed>;

/** The resource of a reference that the delivery holds. Throws SyntaxError for what it does not. */
export type Carried = (reference: Ref) => Resource;

/** `stored` is in the order of `content`; what is read goes into `parsed`, and is taken from there when the text is the same. */
export function carriedBy(
  content: readonly ContentItem[],
  stored: readonly { readonly content: string }[],
  parsed: ParsedContent,
): Carried {
  const texts = new Map(content.map(({ reference }, at) => [reference, stored[at]?.content ?? '']));
  return (reference) => {
    const text = texts.get(reference) ?? '';
    const known = parsed.get(reference);
    if (known?.content === text) return known.resource;
    const resource = JSON.parse(text) as Resource;
    parsed.set(reference, { content: text, resource });
    return resource;
  };
}
