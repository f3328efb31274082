// What came of this text the last time? For what is worked out of texts that come again with every resource.

/** Longer texts are not kept: a sender must not fill memory with what it makes up. */
const LONGEST = 200;

/** What was worked out of texts. It must depend on the text alone and never change, so nothing here can be out of date. */
export class Remembered<Made extends object | bigint> {
  readonly #most: number;
  readonly #known = new Map<string, Made>();

  /** Keeps what came of `most` texts, then begins anew. */
  constructor(most: number) {
    this.#most = most;
  }

  of(text: string): Made | undefined {
    return this.#known.get(text);
  }

  keep(text: string, made: Made): Made {
    if (text.length > LONGEST) return made;
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
