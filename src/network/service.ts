// What does a service offer, to whom, where? A HealthcareService of the directory, read for people who look for help.

import type { Ref } from '../domain/identity.ts';
import { isObject, objects } from '../domain/json.ts';

/** A service as one looks for it. */
export interface Service {
  readonly reference: Ref;
  readonly name: string;
  readonly active: boolean;
  readonly organization: string;
  /** Roles of the recipient it belongs to; an offer plays none. */
  readonly roles: readonly string[];
  /** Codes of tk-need and tk-offer-level. */
  readonly needs: readonly string[];
  readonly levels: readonly string[];
  /** Municipalities it serves (kommunenummer, list 3402); empty: everywhere. */
  readonly municipalities: readonly string[];
  readonly contacts: readonly { readonly system: string; readonly value: string }[];
  /** Who gets it and what it takes, as it says itself. */
  readonly terms: readonly string[];
  /** Day somebody last checked all this. */
  readonly verified?: string;
}

/** Kommunenummer, list 3402, as identifier of the areas a HealthcareService covers. */
const MUNICIPALITY = 'urn:oid:2.16.578.1.12.4.1.1.3402';
const VERIFIED = 'https://lenke.example/fhir/StructureDefinition/lenke-last-verified';

/** Reads a HealthcareService of a recipient with these roles, or of nobody. */
export function readService(
  resource: Readonly<Record<string, unknown>> & { readonly id: string },
  roles: readonly string[],
): Service {
  const { id, name, active, providedBy } = resource;
  const verified = objects(resource['extension']).find(({ url }) => url === VERIFIED)?.['valueDate'];
  return {
    reference: `HealthcareService/${id}`,
    name: typeof name === 'string' ? name : id,
    active: active !== false,
    organization: textOf(providedBy, 'reference'),
    roles,
    needs: codesOf(resource['category'], 'tk-need'),
    levels: codesOf(resource['characteristic'], 'tk-offer-level'),
    municipalities: coverageOf(resource),
    contacts: objects(resource['telecom']).map((one) => ({
      system: textOf(one, 'system'),
      value: textOf(one, 'value'),
    })),
    terms: objects(resource['eligibility'])
      .map(({ code }) => textOf(code, 'text'))
      .filter((text) => text !== ''),
    ...(typeof verified === 'string' && { verified }),
  };
}

/** Municipalities a HealthcareService says it covers. */
export function coverageOf(service: Readonly<Record<string, unknown>>): readonly string[] {
  return objects(service['coverageArea']).flatMap(({ identifier }) => {
    const value = textOf(identifier, 'value');
    return textOf(identifier, 'system') === MUNICIPALITY && value !== '' ? [value] : [];
  });
}

function codesOf(concepts: unknown, system: string): readonly string[] {
  return objects(concepts)
    .flatMap(({ coding }) => objects(coding))
    .filter((coding) => textOf(coding, 'system').endsWith(`/${system}`))
    .map((coding) => textOf(coding, 'code'));
}

function textOf(value: unknown, key: string): string {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
}
