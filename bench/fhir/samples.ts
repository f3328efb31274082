// What is sent? The resources of the benchmark, the same for the gateway and the bare loop.

/** People that are there from the beginning, with three Observations each. */
export const PEOPLE = 2000;
const OBSERVATIONS_EACH = 3;
export const SYSTEM = 'urn:bench:number';

/** About 1 KB; nobody is meant. */
export function patient(value: string, more: object = {}): object {
  const digits = Buffer.from(value).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000, 7);
  return {
    resourceType: 'Patient',
    ...more,
    identifier: [
      { use: 'official', system: SYSTEM, value },
      { system: 'urn:bench:other', value: `o-${value}` },
    ],
    active: true,
    name: [
      { use: 'official', family: `Prøve${digits % 997}`, given: [`Anne${digits % 89}`, 'Marie'] },
      { use: 'nickname', text: `A${digits % 89}` },
    ],
    telecom: [
      { system: 'phone', value: `+47 4${digits % 10_000_000}`, use: 'mobile' },
      { system: 'email', value: `p${digits}@bench.example` },
    ],
    gender: 'female',
    birthDate: `19${60 + (digits % 40)}-0${1 + (digits % 9)}-1${digits % 9}`,
    address: [
      { use: 'home', line: [`Gata ${digits % 200}`], postalCode: '0150', city: 'Oslo', country: 'NO' },
    ],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'nb' }] }, preferred: true }],
  };
}

/** An Observation of about 0.4 KB. */
export function observation(subject: string, more: object = {}): object {
  return {
    resourceType: 'Observation',
    ...more,
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] },
    ],
    code: { coding: [{ system: 'urn:bench:codes', code: 'score' }], text: 'score' },
    subject: { reference: subject },
    effectiveDateTime: '2026-11-01T10:00:00Z',
    valueQuantity: { value: 12.5, unit: 'points' },
  };
}

/** So many of the people have a case, in whose care team the reader sits. */
export const CASES = 100;
/** A caller that is judged by the law: it is an organisation of the sandbox. */
export const READER = { id: 'fhs', role: 'fhs', token: 'token-of-the-benchmark' };

const TK = 'https://lenke.example/fhir/CodeSystem';

/** What makes a case of somebody, and the reader one who gives care. */
function caseOf(n: number): object[] {
  const subject = { reference: `Patient/p${n}` };
  const pathway = { coding: [{ system: `${TK}/tk-pathway`, code: 'mother' }] };
  const seat = { member: { reference: `Organization/${READER.id}` } };
  const put = (resource: { resourceType: string; id: string; [key: string]: unknown }): object => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  });
  return [
    put({
      resourceType: 'EpisodeOfCare',
      id: `e${n}`,
      status: 'active',
      type: [pathway],
      patient: subject,
    }),
    put({ resourceType: 'CareTeam', id: `t${n}`, status: 'active', subject, participant: [seat] }),
  ];
}

const MOTHER = 'urn:uuid:2d3e4f50-6172-4839-8a4b-5c6d7e8f9012';

/** Ten linked entries, one of them conditional. */
export function linked(value: string): object {
  const rest = Array.from({ length: 9 }, () => ({
    resource: observation(MOTHER),
    request: { method: 'POST', url: 'Observation' },
  }));
  const request = { method: 'POST', url: 'Patient', ifNoneExist: `identifier=${SYSTEM}|${value}` };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ fullUrl: MOTHER, resource: patient(value), request }, ...rest],
  };
}

/** The people of the beginning as transactions of 400 entries. */
export function population(): object[] {
  const put = (resource: object, url: string): object => ({ resource, request: { method: 'PUT', url } });
  const entries = Array.from({ length: PEOPLE }, (_, n) => [
    put(patient(`p${n}`, { id: `p${n}` }), `Patient/p${n}`),
    ...Array.from({ length: OBSERVATIONS_EACH }, (__, o) =>
      put(observation(`Patient/p${n}`, { id: `o${n}-${o}` }), `Observation/o${n}-${o}`),
    ),
  ]);
  const bundles: object[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    bundles.push({ resourceType: 'Bundle', type: 'transaction', entry: entries.slice(at, at + 100).flat() });
  }
  const cases = Array.from({ length: CASES }, (_, n) => caseOf(n)).flat();
  return [...bundles, { resourceType: 'Bundle', type: 'transaction', entry: cases }];
}
