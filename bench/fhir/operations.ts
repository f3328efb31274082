// Which operations are measured, and what is aimed at? One row each.

import { CASES, linked, patient, PEOPLE, READER, SYSTEM } from './samples.ts';

/** A request. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: string;
  /** Caller; without one everything is seen and no law is asked. */
  readonly token?: string;
}

export interface Operation {
  readonly name: string;
  /** Per second with 16 callers at 100,000 records; none where nothing was promised. */
  readonly aim?: number;
  /** Request number `n`; numbers are never repeated in one run. */
  readonly request: (n: number) => Sent;
}

const someone = (n: number): string => `p${(n * 7919) % PEOPLE}`;

/** What is measured, in this order. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'create',
    aim: 2000,
    request: (n) => ({ method: 'POST', path: '/fhir/Patient', body: JSON.stringify(patient(`c${n}`)) }),
  },
  {
    name: 'transaction of 10',
    aim: 800,
    request: (n) => ({ method: 'POST', path: '/fhir', body: JSON.stringify(linked(`t${n}`)) }),
  },
  { name: 'read', aim: 10_000, request: (n) => ({ method: 'GET', path: `/fhir/Patient/${someone(n)}` }) },
  {
    name: 'read, as the law lets',
    request: (n) => ({ method: 'GET', path: `/fhir/Patient/p${n % CASES}`, token: READER.token }),
  },
  {
    name: 'search by identifier',
    aim: 7000,
    request: (n) => ({ method: 'GET', path: `/fhir/Patient?identifier=${SYSTEM}|${someone(n)}` }),
  },
  {
    name: 'search with _include',
    aim: 6000,
    request: (n) => ({
      method: 'GET',
      path: `/fhir/Observation?subject=Patient/${someone(n)}&_include=Observation:subject&_count=20`,
    }),
  },
  {
    name: 'search, as the law lets',
    request: (n) => ({
      method: 'GET',
      path: `/fhir/Observation?subject=Patient/p${n % CASES}&_include=Observation:subject&_count=20`,
      token: READER.token,
    }),
  },
  {
    name: 'update',
    aim: 2000,
    request: (n) => {
      const id = someone(n);
      const changed = patient(id, { id, language: n % 2 === 0 ? 'nb' : 'nn', multipleBirthInteger: n });
      return { method: 'PUT', path: `/fhir/Patient/${id}`, body: JSON.stringify(changed) };
    },
  },
  {
    name: '$validate',
    request: (n) => ({
      method: 'POST',
      path: '/fhir/Patient/$validate',
      body: JSON.stringify(patient(`v${n}`)),
    }),
  },
];
