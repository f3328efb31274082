// Can this be reached? Only when the types lie; it says so loudly instead of giving nothing.

/** After a switch over every kind: a kind that is added later fails to compile here. */
export function impossible(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`);
}
