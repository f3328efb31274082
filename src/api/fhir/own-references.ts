// Does a reference with our own address mean what is here? It is stored as `Type/id`, so that searches, checks and the pathway see it.

import { rewriteReferences } from '../../fhir/references.ts';
import type { Interaction } from '../../store/records/types.ts';

/** What follows our address in a reference: `Patient/1`, also with a version, or a condition. */
const LOCAL = /^[A-Z][A-Za-z]+[/?]/;

/**
 * The interactions with references such as `http://us/fhir/Patient/1` as `Patient/1` (R4 references.html: both are the same
 * resource). An address that is the fullUrl of an entry names that entry and is left to it.
 */
export function withOwnReferences(
  root: string,
  interactions: readonly Interaction[],
): readonly Interaction[] {
  const named = new Set(
    interactions.flatMap((one) => ('fullUrl' in one && one.fullUrl !== undefined ? [one.fullUrl] : [])),
  );
  return interactions.map((one) => {
    if (!('resource' in one)) return one;
    const resource = rewriteReferences(one.resource, ({ text, kind, local }) => {
      const isOwn = kind === 'reference' && text.startsWith(root) && !named.has(text) && !local?.has(text);
      const rest = isOwn ? text.slice(root.length) : '';
      return LOCAL.test(rest) ? rest : text;
    });
    return resource === one.resource ? one : { ...one, resource };
  });
}
