// What is not offered? A wish that can be left out, with the reason; it never leaves this folder.

/** A name as it may be repeated in a reason: letters only, for what a caller writes there can be a person's number. */
export function shownName(name: string): string {
  return /^[A-Za-z_-]{1,40}$/.test(name) ? name : '?';
}

/** Something of a search that is not offered; parse.ts names it or refuses it. */
export class Unsupported extends Error {}
