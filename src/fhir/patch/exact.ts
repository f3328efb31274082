// How does JSON with raw numbers pass through what knows plain values only?

// No string of a FHIR body may hold NUL (json/faults.ts refuses it), so a string that starts with one was put there here.
const MARK = '\u0000';

function mapped(value: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, leaf));
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return leaf(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, leaf)]));
}

/** A copy in which every raw number is a marked string, which a library copies without looking into it. */
export function hideNumbers(value: unknown): unknown {
  return mapped(value, (leaf) => (JSON.isRawJSON(leaf) ? MARK + leaf.rawJSON : leaf));
}

/** The opposite of `hideNumbers`. */
export function showNumbers(value: unknown): unknown {
  return mapped(value, (leaf) =>
    typeof leaf === 'string' && leaf.startsWith(MARK) ? JSON.rawJSON(leaf.slice(1)) : leaf,
  );
}

/** A copy that may be changed; raw numbers are frozen and shared. */
export function copyExact(value: unknown): unknown {
  return mapped(value, (leaf) => leaf);
}

/** The value as JSON.parse gives it, numbers as numbers. */
export function toPlain(value: unknown): unknown {
  const plain: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
  return plain;
}

/** FHIR knows no empty lists and objects: what a patch emptied goes away. */
export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutEmpty);
    return items.every((item) => item === undefined) ? undefined : items.filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  const fields = Object.entries(value)
    .map(([key, item]) => [key, withoutEmpty(item)] as const)
    .filter(([, item]) => item !== undefined);
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
