// What does a large input look like? A Bundle of as many bytes as asked for, of resources as our traffic has them.

/** What the entries are put into, and what is wrong with them. */
export interface LargeOptions {
  readonly type?: 'collection' | 'transaction';
  /** One in so many patients has a gender that is none; 0: all are valid. */
  readonly faultIn?: number;
}

const SUBJECT = { reference: 'Patient/p0' };

function patient(i: number, faultIn: number): object {
  return {
    resourceType: 'Patient',
    id: `p${i}`,
    active: true,
    name: [{ use: 'official', family: 'Prøve', given: ['Anne', 'Marie'] }],
    telecom: [{ system: 'phone', value: '+4712345678', use: 'mobile' }],
    gender: faultIn > 0 && i % faultIn === 0 ? 'kvinne' : 'female',
    birthDate: '1990-05-04',
    address: [{ use: 'home', line: ['Prøveveien 1'], city: 'Oslo', postalCode: '0150', country: 'NO' }],
  };
}

function observation(i: number): object {
  return {
    resourceType: 'Observation',
    id: `o${i}`,
    status: 'final',
    code: { coding: [{ system: 'https://bench.example/codes', code: `c${i % 50}` }], text: 'Måling' },
    subject: SUBJECT,
    effectiveDateTime: '2025-01-02T10:00:00+01:00',
    valueQuantity: { value: 1.5 + (i % 100), unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
  };
}

function carePlan(i: number): object {
  const activity = (n: number): object => ({
    detail: {
      kind: 'Task',
      code: { text: `Tiltak ${n}` },
      status: 'scheduled',
      scheduledPeriod: { start: '2025-02-01', end: '2025-03-01' },
      description: 'Beskrivelse av tiltaket',
    },
  });
  return {
    resourceType: 'CarePlan',
    id: `c${i}`,
    status: 'active',
    intent: 'plan',
    subject: SUBJECT,
    activity: Array.from({ length: 5 }, (_, n) => activity(n)),
  };
}

function entryText(i: number, { type = 'collection', faultIn = 0 }: LargeOptions): string {
  const resource = [patient(i, faultIn), observation(i), carePlan(i)][i % 3] ?? {};
  const { resourceType, id } = resource as { resourceType: string; id: string };
  const url = `${resourceType}/${id}`;
  return JSON.stringify({
    fullUrl: `https://bench.example/fhir/${url}`,
    resource,
    ...(type === 'transaction' && { request: { method: 'PUT', url } }),
  });
}

/** A Bundle of about `bytes` bytes as text, an entry a line. */
export function largeBundle(bytes: number, options: LargeOptions = {}): string {
  const lines: string[] = [];
  for (let i = 0, length = 0; length < bytes; i++) {
    const line = entryText(i, options);
    lines.push(line);
    length += Buffer.byteLength(line) + 2;
  }
  return `{"resourceType":"Bundle","type":"${options.type ?? 'collection'}","entry":[\n${lines.join(',\n')}]}`;
}
