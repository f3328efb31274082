// Which Norwegian code system is meant, and can a code be one of its codes?

/** Root of the Volven lists («Kodeverk i standarder»): the list's number follows. */
export const VOLVEN_ROOT = 'urn:oid:2.16.578.1.12.4.1.1.';

const HELSEDIR = 'http://helsedir.no/fhir/CodeSystem/no-kodeverk-';
const MUNICIPALITIES = `${VOLVEN_ROOT}3402`;

/** The Norwegian ICD-10. */
export const ICD10 = `${VOLVEN_ROOT}7110`;

/** Names of the list of municipalities in use besides 3402 (norwegian-interop 1.3). */
const MUNICIPALITY_NAMES: ReadonlySet<string> = new Set([
  'https://register.geonorge.no/subregister/sosi-kodelister/kartverket/kommunenummer-alle',
  'https://register.geonorge.no/subregister/sosi-kodelister/kartverket/kommunenummer',
  'https://register.geonorge.no/sosi-kodelister/kommunenummer',
]);

/** One name for one list: Helsedirektoratet's FHIR url of a Volven list becomes its OID (norwegian-interop 6.1: both circulate). */
export function canonicalSystem(url: string): string {
  return url.startsWith(HELSEDIR) ? VOLVEN_ROOT + url.slice(HELSEDIR.length) : url;
}

/** As `canonicalSystem`, and Kartverket's names of the municipalities become kodeverk 3402. */
export function systemOfCodes(url: string): string {
  return MUNICIPALITY_NAMES.has(url) ? MUNICIPALITIES : canonicalSystem(url);
}

/** Letter, digit, digit or letter; then a dot perhaps and up to four more (national detail); then dagger or asterisk. */
const ICD10_FORM = /^([A-Z]\d[0-9A-Z])(?:\.?([0-9A-Z]{1,4}))?[+*†]?$/;

/** An ICD-10 code with its dot: KITH messages send `F100` for F10.0. Undefined when it is none. */
export function normalIcd10(code: string): string | undefined {
  const [, category, detail] = ICD10_FORM.exec(code) ?? [];
  if (category === undefined) return undefined;
  return detail === undefined ? category : `${category}.${detail}`;
}

/** False when a code cannot be one of the system; undefined when it may be. */
export const NORWEGIAN_FORMS: ReadonlyMap<string, (code: string) => boolean | undefined> = new Map([
  [ICD10, (code: string) => (normalIcd10(code) === undefined ? false : undefined)],
  [MUNICIPALITIES, (code: string) => (/^\d{4}$/.test(code) ? undefined : false)],
]);
