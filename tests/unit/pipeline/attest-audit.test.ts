// A look carries what its caller attested before it, by the profile of the trust framework; what was not attested is named, never made up.

import { describe, expect, test } from '@jest/globals';
import type { Attestation, Caller } from '../../../src/domain/caller.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { shippedProfiles } from '../../../src/fhir/profiles.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { attestAudit, attestingOf } from '../../../src/pipeline/telling/attest-audit.ts';
import { renderAudit } from '../../../src/pipeline/telling/render-audit.ts';
import { personNumber } from '../../../src/sandbox/people.ts';
import type { AuditEntry } from '../../../src/store/types.ts';

const ATTESTED = 'https://lenke.example/fhir/StructureDefinition/lenke-audit-attested';
const validator = createValidator({ profiles: shippedProfiles() });

const WHOLE: Attestation = {
  attested: new Date('2026-10-01T08:00:00Z'),
  practitioner: {
    system: 'urn:oid:2.16.578.1.12.4.1.4.1',
    value: personNumber('1980-05-05', 'male', 7),
  },
  hprNumber: '9999002',
  authorization: 'LE',
  legalEntity: '310000108',
  pointOfCare: '310000205',
  department: { system: 'urn:oid:2.16.578.1.12.4.1.4.102', value: '999001' },
  purposeOfUse: 'TREAT',
  relation: {
    decision: '5e0f0000-0000-4000-8000-000000000410',
    text: 'Pasienten er innlagt på avdelingen',
    userSelected: false,
    service: { system: 'urn:oid:2.16.578.1.12.4.1.1.8668', value: 'H07' },
  },
};

const LOOK: AuditEntry = {
  at: new Date('2026-10-08T05:00:00Z'),
  action: 'read',
  caller: 'ward',
  recipient: 'nfi',
  subject: 'Patient/child',
  classes: ['D8'],
  effect: 'permit',
  rule: 'R5-TREATMENT',
  basis: 'HPL45',
};

const WORDS = {
  language: 'nb',
  zone: 'Europe/Oslo',
  organization: () => ({ reference: 'Organization/nfi', display: 'Syntetisk nyfødtintensiv' }),
  basis: () => 'opplysninger til den som gir helsehjelp',
  className: () => 'barnets helse',
} as const;

const callerWith = (...attests: readonly Attestation[]): Caller => ({
  id: 'ward',
  role: 'nfi',
  scopes: ['fhir'],
  attests,
});

function rendered(entry: AuditEntry, callers: readonly Caller[]): JsonObject {
  return attestAudit(renderAudit(entry, WORDS, 0), attestingOf(entry, callers));
}

/** Errors, by the profiles it claims, or by the trust framework's whatever it claims. */
function faults(event: JsonObject, profiles?: readonly string[]): readonly string[] {
  const asked = profiles ? { ...event, meta: { profile: profiles } } : event;
  return validator
    .validate(asked)
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ expression, code }) => `${code} ${expression}`);
}

const profilesOf = (event: JsonObject) => (event['meta'] as { profile: readonly string[] }).profile;
const missingIn = (event: JsonObject) =>
  (event['entity'] as { detail?: { type: string; valueString: string }[] }[]).flatMap(({ detail }) =>
    (detail ?? []).map(({ type, valueString }) => `${type}: ${valueString}`),
  );

describe('a look with everything attested', () => {
  test('claims the profile of the trust framework and is valid by it', () => {
    const event = rendered(LOOK, [callerWith(WHOLE)]);
    expect(profilesOf(event)).toContain(ATTESTED);
    expect(faults(event)).toEqual([]);
    expect(missingIn(event)).toEqual([]);
  });

  test('without what it only may say, it is valid too', () => {
    const { hprNumber: _hpr, authorization: _code, department: _place, ...needed } = WHOLE;
    const relation = { decision: 'r', userSelected: true };
    expect(faults(rendered(LOOK, [callerWith({ ...needed, relation })]))).toEqual([]);
  });

  test('a refused look is told with it as well', () => {
    const event = rendered({ ...LOOK, effect: 'deny', rule: 'R9-DENY', basis: 'HPL21' }, [callerWith(WHOLE)]);
    expect([profilesOf(event).includes(ATTESTED), event['outcome'], faults(event)]).toEqual([true, '4', []]);
  });
});

describe('what is not attested', () => {
  test.each([
    ['the professional', 'practitioner'],
    ['the legal entity', 'legalEntity'],
    ['the place of care', 'pointOfCare'],
    ['the purpose', 'purposeOfUse'],
    ['the care relationship', 'relation'],
  ] as const)('%s is missing: our own profile, valid, and the part is named', (_what, part) => {
    const { [part]: _left, ...rest } = WHOLE;
    const event = rendered(LOOK, [callerWith(rest)]);
    expect(profilesOf(event)).not.toContain(ATTESTED);
    expect(missingIn(event)).toEqual([`attestation-missing: ${part}`]);
    expect(faults(event)).toEqual([]);
    // And by the profile of the trust framework it would be wrong: nothing stands in for what is missing.
    expect(faults(event, [ATTESTED])).not.toEqual([]);
  });

  test('a caller that attests nothing lacks every part', () => {
    expect(missingIn(rendered(LOOK, [callerWith()]))).toEqual([
      'attestation-missing: practitioner, legalEntity, pointOfCare, purposeOfUse, relation',
    ]);
  });

  test('what was attested after the look says nothing of it', () => {
    const event = rendered({ ...LOOK, at: new Date('2026-09-30T08:00:00Z') }, [callerWith(WHOLE)]);
    expect(profilesOf(event)).not.toContain(ATTESTED);
  });

  test('of several, the latest before the look counts', () => {
    const later = { ...WHOLE, attested: new Date('2026-10-20T08:00:00Z'), purposeOfUse: 'COC' };
    const text = JSON.stringify(rendered(LOOK, [callerWith(later, WHOLE)]));
    expect([text.includes('"TREAT"'), text.includes('"COC"')]).toEqual([true, false]);
  });

  test('the gateway itself is no professional: a send stands as it is', () => {
    const event = rendered({ ...LOOK, action: 'send', caller: 'lenke' }, [callerWith(WHOLE)]);
    expect([profilesOf(event).length, missingIn(event)]).toEqual([1, []]);
  });
});
