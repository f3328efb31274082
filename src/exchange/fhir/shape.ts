// What shape does a piece of JSON have? The three questions asked of everything that came from outside.

/** True for plain objects. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string that is not empty; undefined for anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The items of a list; none for anything else. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The items of a list that are objects. */
export function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return items(value).filter(isObject);
}
