// What does a service offer, to whom, where? A HealthcareService of the directory, read for people who look for help.

import type { Ref } from '../domain/identity.ts';
import { isObject, objects } from '../domain/json.ts';

/** A municipality a service is there for; by agreement of two municipalities, in the period the agreement runs. */
export interface Area {
  /** Kommunenummer, list 3402. */
  readonly number: string;
  /** First and last day it is there for them (ISO dates); absent: no end. */
  readonly from?: string;
  readonly until?: string;
  /** Who answers for the data under the agreement, as a reference; absent where the municipality does so itself. */
  readonly controller?: string;
}

/** Ages in completed years: `from` counts, `below` does not. */
export interface Ages {
  readonly from?: number;
  readonly below?: number;
}

/** One criterion of a service: a code of tk-criterion, and its own words. */
export interface Criterion {
  readonly code: string;
  readonly text: string;
  readonly ages?: Ages;
}

/** A service as one looks for it. */
export interface Service {
  readonly reference: Ref;
  readonly name: string;
  readonly active: boolean;
  readonly organization: string;
  /** Roles of the recipient it belongs to; an offer plays none. */
  readonly roles: readonly string[];
  /** Codes of tk-need, tk-offer-level and tk-offer-trait. */
  readonly needs: readonly string[];
  readonly levels: readonly string[];
  readonly traits: readonly string[];
  /** What it does, in its own words. */
  readonly what?: string;
  /** Municipalities it serves (kommunenummer, list 3402), whether by agreement or not; empty: everywhere. */
  readonly municipalities: readonly string[];
  readonly areas: readonly Area[];
  /** Postal codes it serves within them; empty: all. */
  readonly postalCodes: readonly string[];
  readonly contacts: readonly { readonly system: string; readonly value: string }[];
  /** Who gets it and what it takes, as it says itself. */
  readonly terms: readonly string[];
  readonly criteria: readonly Criterion[];
  /** Day somebody last checked all this. */
  readonly verified?: string;
}

/** Kommunenummer, list 3402, as identifier of the areas a HealthcareService covers. */
const MUNICIPALITY = 'urn:oid:2.16.578.1.12.4.1.1.3402';
/** Postal codes have no list of their own in the national code systems we know: they are ours. */
const POSTAL_CODE = 'https://lenke.example/fhir/NamingSystem/postal-code';
const OURS = 'https://lenke.example/fhir/StructureDefinition';

/** Reads a HealthcareService of a recipient with these roles, or of nobody. */
export function readService(
  resource: Readonly<Record<string, unknown>> & { readonly id: string },
  roles: readonly string[],
): Service {
  const { id, name, active, providedBy, comment } = resource;
  const verified = extension(resource, 'lenke-last-verified')?.['valueDate'];
  return {
    reference: `HealthcareService/${id}`,
    name: typeof name === 'string' ? name : id,
    active: active !== false,
    organization: textOf(providedBy, 'reference'),
    roles,
    needs: codesOf(resource['category'], 'tk-need'),
    levels: codesOf(resource['characteristic'], 'tk-offer-level'),
    traits: codesOf(resource['characteristic'], 'tk-offer-trait'),
    ...(typeof comment === 'string' && { what: comment }),
    municipalities: coverageOf(resource),
    areas: areasOf(resource),
    postalCodes: identified(resource, POSTAL_CODE).map(({ value }) => value),
    contacts: contactsOf(resource),
    terms: objects(resource['eligibility'])
      .map(({ code }) => textOf(code, 'text'))
      .filter((text) => text !== ''),
    criteria: objects(resource['eligibility']).flatMap(criteriaOf),
    ...(typeof verified === 'string' && { verified }),
  };
}

/** Municipalities a HealthcareService says it covers. */
export function coverageOf(service: Readonly<Record<string, unknown>>): readonly string[] {
  return identified(service, MUNICIPALITY).map(({ value }) => value);
}

/** Its own, and those of the persons or desks it names (HealthcareService has no other place for a contact person in R4). */
function contactsOf(resource: Readonly<Record<string, unknown>>): Service['contacts'] {
  return objects(resource['telecom']).map((one) => ({
    system: textOf(one, 'system'),
    value: textOf(one, 'value'),
  }));
}

function areasOf(resource: Readonly<Record<string, unknown>>): readonly Area[] {
  return identified(resource, MUNICIPALITY).map(({ value, area }) => {
    const agreement = extension(area, 'lenke-service-agreement') ?? {};
    const period = extension(agreement, 'period')?.['valuePeriod'];
    const controller = textOf(extension(agreement, 'controller')?.['valueReference'], 'reference');
    const [from, until] = [textOf(period, 'start'), textOf(period, 'end')];
    return {
      number: value,
      ...(from !== '' && { from }),
      ...(until !== '' && { until }),
      ...(controller !== '' && { controller }),
    };
  });
}

function criteriaOf(eligibility: Readonly<Record<string, unknown>>): readonly Criterion[] {
  const { code } = eligibility;
  const range = extension(eligibility, 'lenke-eligible-age')?.['valueRange'];
  const [from, below] = ['low', 'high'].map((end) => numberOf(isObject(range) ? range[end] : undefined));
  const ages = { ...(from !== undefined && { from }), ...(below !== undefined && { below }) };
  return codesOf([code], 'tk-criterion').map((one) => ({
    code: one,
    text: textOf(code, 'text'),
    ...(isObject(range) && { ages }),
  }));
}

function identified(
  service: Readonly<Record<string, unknown>>,
  system: string,
): readonly { readonly value: string; readonly area: Readonly<Record<string, unknown>> }[] {
  return objects(service['coverageArea']).flatMap((area) => {
    const value = textOf(area['identifier'], 'value');
    return textOf(area['identifier'], 'system') === system && value !== '' ? [{ value, area }] : [];
  });
}

/** An extension of ours by its name, or a part of one: inside an extension the url is the bare name. */
function extension(
  element: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  return objects(element['extension']).find(({ url }) => url === `${OURS}/${name}` || url === name);
}

function codesOf(concepts: unknown, system: string): readonly string[] {
  return objects(concepts)
    .flatMap(({ coding }) => objects(coding))
    .filter((coding) => textOf(coding, 'system').endsWith(`/${system}`))
    .map((coding) => textOf(coding, 'code'));
}

function numberOf(quantity: unknown): number | undefined {
  const value = isObject(quantity) ? quantity['value'] : undefined;
  return typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown, key: string): string {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
}
