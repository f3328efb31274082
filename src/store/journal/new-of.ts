// Which of these were new? The ids an insert returned, in the order they were given.

/** Ids of `given` that are among `inserted`, each once. */
export function newOf<Id extends string>(
  given: readonly { readonly id: Id }[],
  inserted: readonly { readonly id: Id }[],
): readonly Id[] {
  const fresh = new Set(inserted.map((row) => row.id));
  return [...new Set(given.map((item) => item.id))].filter((id) => fresh.has(id));
}
