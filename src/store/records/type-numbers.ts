// Which number stands for a resource type in the tables?

import { GatewayError } from '../../domain/failure.ts';

/** Resource types as the numbers the store keeps. */
export interface TypeNumbers {
  /** Throws LENKE_TYPE_UNKNOWN for a type R4 does not have. */
  number(type: string): number;
  name(number: number): string;
}

/** Numbers are places in R4's list of types, which no longer changes. */
export function createTypeNumbers(resources: readonly string[]): TypeNumbers {
  const numbers = new Map(resources.map((type, at) => [type, at]));
  return {
    number(type) {
      const found = numbers.get(type);
      if (found === undefined) throw new GatewayError('LENKE_TYPE_UNKNOWN', { type });
      return found;
    },
    name(number) {
      const found = resources[number];
      if (found === undefined) throw new TypeError(`no resource type has number ${number}`);
      return found;
    },
  };
}
