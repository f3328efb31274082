// What do our definitions lean on that FHIRPath cannot say? Variables whose members are worked out when they are read.

import type { Temporal } from 'temporal-polyfill';
import { isAnchorExpression, toFhirDate, toFhirDateTime } from '../timers/dates.ts';

type Reference = { readonly reference: string } | undefined;

/** Where the members come from. */
export interface Computed {
  readonly reference: (role: string) => Reference;
  readonly service: (role: string) => Reference;
  readonly moment: (expression: string) => Temporal.ZonedDateTime | undefined;
}

/** `%role.habu.reference`, `%at.`BIRTH+P4M`.date`, `%new.Task`. */
export function computedVariables({
  reference,
  service,
  moment,
}: Computed): Readonly<Record<string, unknown>> {
  return {
    role: members((name) => lazy({ reference: () => reference(name), service: () => service(name) })),
    at: members((name) => {
      const at = isAnchorExpression(name) ? moment(name) : undefined;
      return at && { date: toFhirDate(at), dateTime: toFhirDateTime(at) };
    }),
    new: members((name) => ({ resourceType: name })),
  };
}

/** An object that has every member; names of sidecars (`_x`) are none. */
function members(of: (name: string) => unknown): object {
  return new Proxy(
    {},
    {
      get: (_, name) => (typeof name === 'string' && /^[A-Za-z]/.test(name) ? of(name) : undefined),
    },
  );
}

/** Who fills a role is asked only for what is read: nobody in a role that was not asked for is no finding. */
function lazy(parts: Readonly<Record<string, () => unknown>>): object {
  return members((name) => (Object.hasOwn(parts, name) ? parts[name]?.() : undefined));
}
