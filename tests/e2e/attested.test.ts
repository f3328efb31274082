// A caller that attests what the trust framework asks has its looks told by that profile; who operates the gateway sees it, she does not.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { birth, motherCase, personNumber } from '../../src/sandbox/people.ts';
import { eventually, type RunningGateway, startRunning } from '../support/running.ts';

const TOKENS = {
  fhs: 'token-of-fhs-for-attesting',
  fastlege: 'token-of-gp-for-attesting',
  portal: 'token-of-portal-for-attesting',
};
const PROFESSIONAL = personNumber('1980-05-05', 'male', 7);
const CALLERS = [
  {
    id: 'fhs',
    role: 'fhs',
    token: TOKENS.fhs,
    attests: [
      {
        attested: '2026-01-01T08:00:00Z',
        practitioner: { system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: PROFESSIONAL },
        legalEntity: '310001104',
        pointOfCare: '310001104',
        purposeOfUse: 'TREAT',
        relation: { decision: 'rule-7', userSelected: false },
      },
    ],
  },
  { id: 'fastlege', role: 'fastlege', token: TOKENS.fastlege },
  { id: 'portal', role: 'patient', token: TOKENS.portal },
];

interface Event {
  readonly resourceType: string;
  readonly meta: { readonly profile: readonly string[] };
  readonly agent: readonly { readonly who: { readonly display?: string } }[];
}

let running: RunningGateway;
let child: string | undefined;

beforeAll(async () => {
  running = await startRunning({ LENKE_CALLERS: JSON.stringify(CALLERS) });
  await running.client.submit('', motherCase({ n: 63 }));
  const { events } = await running.client.submit('', birth({ n: 63 }));
  const born = await running.settle(events.at(-1));
  child = born.deliveries
    .flatMap(({ content }) => content.map(({ reference }) => reference))
    .find((reference) => reference.startsWith('Patient/'));
  for (const token of [TOKENS.fhs, TOKENS.fastlege]) await get(`/${child}`, token);
}, 60_000);
afterAll(() => running.stop());

function get(path: string, token?: string): Promise<Response> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return fetch(`${running.url}/fhir${path}`, { headers });
}

async function told(token?: string): Promise<readonly Event[]> {
  const { entry } = (await (await get(`/${child}/$disclosures`, token)).json()) as {
    entry: { resource: Event }[];
  };
  return entry.map(({ resource }) => resource);
}

const isAttested = ({ meta }: Event) => meta.profile.some((url) => url.endsWith('/lenke-audit-attested'));

describe('looks at a child', () => {
  test('stand by both profiles where the caller attests, and name what is missing where it does not', async () => {
    const events = await eventually(async () => {
      const found = await told();
      return found.some(isAttested) && JSON.stringify(found).includes('attestation-missing')
        ? found
        : undefined;
    });
    expect(JSON.stringify(events.filter(isAttested))).toContain('rule-7');
    const missing = events.filter((one) => JSON.stringify(one).includes('attestation-missing'));
    expect(missing.flatMap(({ agent }) => agent[0]?.who.display ?? [])).toContain('fastlege');
    const validator = createValidator({ profiles: shippedProfiles() });
    const problems = events.flatMap((event) =>
      validator.validate(event).filter(({ severity }) => severity === 'error' || severity === 'fatal'),
    );
    expect(problems).toEqual([]);
  });

  test('are told to herself without the number of a professional', async () => {
    const events = await told(TOKENS.portal);
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter(isAttested)).toEqual([]);
    expect(JSON.stringify(events)).not.toContain(PROFESSIONAL);
  });
});
