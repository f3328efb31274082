// What shape does a piece of JSON have? The questions asked of everything that came from outside.

/** A resource as JSON object; numbers may be `JSON.rawJSON` so that `1.00` stays `1.00`. */
export type JsonObject = { readonly resourceType: string; readonly [key: string]: unknown };

/** True for objects: not a list, not null. A raw JSON number is one too; `isExactObject` tells it apart. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `isObject`, for JSON read with its numbers as they were written: a raw number is no object. */
export function isExactObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !JSON.isRawJSON(value);
}

/** True for an object that names its resource type. */
export function isResource(value: unknown): value is JsonObject {
  return isObject(value) && typeof value['resourceType'] === 'string';
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
