// What does a caller attest of itself? Read and checked with its other settings; a part that is wrong refuses the whole.

import type { Attestation, Attested } from '../domain/caller.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The person numbers that the trust framework takes: fødselsnummer and D-nummer. */
const PERSON_SYSTEMS: readonly string[] = ['urn:oid:2.16.578.1.12.4.1.4.1', 'urn:oid:2.16.578.1.12.4.1.4.2'];

const NAMES: ReadonlySet<string> = new Set([
  'attested',
  'practitioner',
  'hprNumber',
  'authorization',
  'legalEntity',
  'pointOfCare',
  'department',
  'purposeOfUse',
  'purposeDetail',
  'relation',
]);

/** The attestations of a caller, or what is wrong with them (a sentence's end; never a value). */
export function readAttestations(value: unknown): readonly Attestation[] | string {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return 'attests must be a list';
  const read = value.map((one: unknown) => readAttestation(one));
  const wrong = read.find((one) => typeof one === 'string');
  if (wrong !== undefined) return `attests: ${wrong}`;
  return read.filter((one) => typeof one !== 'string');
}

function readAttestation(value: unknown): Attestation | string {
  if (!isFields(value)) return 'each is an object';
  const unknown = Object.keys(value).find((name) => !NAMES.has(name));
  if (unknown !== undefined) return 'a name that is not known';
  const attested = new Date(typeof value['attested'] === 'string' ? value['attested'] : '');
  if (Number.isNaN(attested.getTime())) return 'attested is an instant';
  const practitioner = value['practitioner'] === undefined ? undefined : readAttested(value['practitioner']);
  const isPerson =
    !practitioner || (PERSON_SYSTEMS.includes(practitioner.system) && /^\d{11}$/.test(practitioner.value));
  if (value['practitioner'] !== undefined && (!practitioner || !isPerson))
    return 'practitioner is a fødselsnummer or a D-nummer with its system';
  for (const name of ['legalEntity', 'pointOfCare'])
    if (value[name] !== undefined && !/^\d{9}$/.test(textAt(value, name) ?? ''))
      return `${name} is an organisation number`;
  const relation = value['relation'] === undefined ? undefined : readRelation(value['relation']);
  if (value['relation'] !== undefined && !relation) return 'relation needs decision and userSelected';
  const department = value['department'] === undefined ? undefined : readAttested(value['department']);
  return {
    attested,
    ...(practitioner && { practitioner }),
    ...(department && { department }),
    ...(relation && { relation }),
    ...texts(value, [
      'hprNumber',
      'authorization',
      'legalEntity',
      'pointOfCare',
      'purposeOfUse',
      'purposeDetail',
    ]),
  };
}

function readRelation(value: unknown): Attestation['relation'] {
  if (!isFields(value)) return undefined;
  const { decision, userSelected } = value;
  if (typeof decision !== 'string' || decision === '' || typeof userSelected !== 'boolean') return undefined;
  const service = readAttested(value['service']);
  return { decision, userSelected, ...texts(value, ['text']), ...(service && { service }) };
}

function readAttested(value: unknown): Attested | undefined {
  if (!isFields(value)) return undefined;
  const { system, value: number } = value;
  return typeof system === 'string' && typeof number === 'string' ? { system, value: number } : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function textAt(value: Fields, name: string): string | undefined {
  const found = value[name];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

function texts<Name extends string>(
  value: Fields,
  names: readonly Name[],
): { readonly [P in Name]?: string } {
  const found: { [P in Name]?: string } = {};
  for (const name of names) {
    const text = textAt(value, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}
