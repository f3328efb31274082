// How is one JSON object checked, element by element?

import { isObject } from '../../../domain/json.ts';
import type { Json } from '../definitions.ts';
import { Place, stepOf } from '../place.ts';
import { DEPTH_LIMIT, type Run } from '../run.ts';

/** A check of an object (or what stands where one should). */
export type ComplexCheck = (value: unknown, place: Place, run: Run) => void;

/** The check of one property; `place` is that of the object which has it. */
export type Field = (value: unknown, owner: Json, place: Place, run: Run) => void;

/** A check of the object as a whole, after its properties. */
export type After = (value: Json, place: Place, run: Run) => void;

export interface ObjectParts {
  readonly typeName: string;
  /** By JSON key, the `_` ones too. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly afters: readonly After[];
}

/** The plan of a type or of an element with children, compiled when it is first used. */
export class ObjectPlan {
  readonly #build: () => ObjectParts;
  #parts: ObjectParts | undefined;

  constructor(build: () => ObjectParts) {
    this.#build = build;
  }

  /** Compiles now what would be compiled at first use. */
  parts(): ObjectParts {
    this.#parts ??= this.#build();
    return this.#parts;
  }

  readonly check: ComplexCheck = (value, place, run) => {
    if (!isObject(value)) {
      run.report(Array.isArray(value) ? 'unexpected-array' : 'not-an-object', place);
      return;
    }
    if (run.depth >= DEPTH_LIMIT) {
      run.report('too-deep', place, { limit: DEPTH_LIMIT });
      return;
    }
    run.depth++;
    const parts = this.parts();
    if (checkFields(parts, value, place, run) === 0 && value['resourceType'] === undefined)
      run.report('empty-element', place);
    for (const after of parts.afters) after(value, place, run);
    run.depth--;
  };
}

/** Checks every property and says how many there were, resourceType not counted. */
function checkFields(parts: ObjectParts, value: Json, place: Place, run: Run): number {
  let count = 0;
  for (const key in value) {
    const item = value[key];
    if (item === undefined) continue;
    if (key !== 'resourceType') count++;
    const field = parts.fields.get(key);
    if (!field) {
      const step = stepOf(key);
      run.report('unknown-element', new Place(place, step), { name: step.key, type: parts.typeName });
    } else if (item === null) run.report('null-value', new Place(place, stepOf(key)));
    else field(item, value, place, run);
  }
  return count;
}
