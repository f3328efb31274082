// What is not offered? A wish that can be left out, with the reason; it never leaves this folder.

/** Something of a search that is not offered; parse.ts names it or refuses it. */
export class Unsupported extends Error {}
