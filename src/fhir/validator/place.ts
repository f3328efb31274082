// Where in a resource are we?

/** What follows the resource type in a JSON key such as valueQuantity: stem and type; set by the plan that read it. */
export interface Step {
  readonly key: string;
  /** The FHIRPath form of the key, `value.ofType(Quantity)`. */
  readonly path: string;
}

/** A place is a chain of steps up to its resource; it is only written out when something is wrong there. */
export class Place {
  readonly parent: Place | undefined;
  readonly step: Step;
  /** Index in an array, -1 outside one. */
  readonly index: number;

  constructor(parent: Place | undefined, step: Step, index = -1) {
    this.parent = parent;
    this.step = step;
    this.index = index;
  }

  /** FHIRPath with indexes: `Bundle.entry[2].resource.value.ofType(Quantity).code`. */
  expression(): string {
    return this.#write((step) => step.path);
  }

  /** The same by JSON keys, `Bundle.entry[2].resource.valueQuantity.code`, to find it in text. */
  jsonPath(): string {
    return this.#write((step) => step.key);
  }

  /** The keys and indexes from the root on, to follow them in JSON. */
  keys(): readonly (string | number)[] {
    if (!this.parent) return [];
    const own = this.index < 0 ? [this.step.key] : [this.step.key, this.index];
    return [...this.parent.keys(), ...own];
  }

  /** The name of the element, without its parents. */
  name(): string {
    return this.step.path;
  }

  #write(form: (step: Step) => string): string {
    const own = this.index < 0 ? form(this.step) : `${form(this.step)}[${this.index}]`;
    return this.parent ? `${this.parent.#write(form)}.${own}` : own;
  }
}

/** No element name holds a run of digits; a person number might. */
const PLAIN = /^(?!.*\d{5})[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** A step of a key as it came in. Keys that are no element names may be anything, so they are not repeated. */
export function stepOf(key: string): Step {
  const safe = PLAIN.test(key) ? key : '?';
  return { key: safe, path: safe };
}
