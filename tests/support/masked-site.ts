// May I look at a case in which what may be seen names what may not? A plan and a visit, whose conditions and consent are hidden.

import { motherCase } from '../../src/sandbox/people.ts';
import { ADMIN, type Json, type ReadSite, referenceOf, startReadSite } from './read-site.ts';
import { startWire, type Wire } from './wire.ts';

/** Gives her care, but may not know of her mental health, nor of what she has said to others. */
export const NARROW = 'nfi';

/** The case: references of what is hidden from `NARROW`, and of what names it. */
export interface MaskedSite {
  readonly site: ReadSite;
  readonly wire: Wire;
  readonly patient: string;
  readonly episode: string;
  readonly mental: string;
  readonly consent: string;
  readonly plan: string;
  readonly visit: string;
  /** Makes one more resource, as somebody who sees everything. */
  readonly make: (type: string, resource: object) => Promise<string>;
  stop(): Promise<void>;
}

export const tk = (name: string, code: string) => ({
  coding: [{ system: `https://lenke.example/fhir/CodeSystem/tk-${name}`, code }],
});
export const idOf = (reference: string) => reference.slice(reference.indexOf('/') + 1);
export const bundle = (type: string, ...entry: readonly object[]) => ({
  resourceType: 'Bundle',
  type,
  entry,
});
export const ask = (method: string, url: string, more: object = {}) => ({
  request: { method, url },
  ...more,
});

/** Starts it. */
export async function startMaskedSite(): Promise<MaskedSite> {
  const wire = await startWire();
  const site = await startReadSite({ LENKE_SANDBOX_URL: wire.url });
  wire.target = site.running.sandbox;
  const make = async (type: string, resource: object): Promise<string> => {
    const { status, json } = await site.submit(ADMIN, 'POST', `/${type}`, {
      resourceType: type,
      ...resource,
    });
    if (status !== 201) throw new Error(`${type} was answered ${status}: ${JSON.stringify(json)}`);
    return `${type}/${String(json['id'])}`;
  };
  await site.submit(ADMIN, 'POST', '', motherCase({ n: 85, exposure: 'lar' }));
  const [team = {}] = await site.all(ADMIN, '/CareTeam');
  const patient = String((team['subject'] as Json)['reference']);
  const participant = [
    ...(team['participant'] as Json[]),
    { role: [tk('role', 'nfi')], member: { reference: 'Organization/nfi' } },
  ];
  await site.submit(ADMIN, 'PUT', `/${referenceOf(team)}`, { ...team, participant });
  const [first = {}] = await site.all(ADMIN, '/EpisodeOfCare');
  const episode = referenceOf(first);
  const [said = {}] = await site.all(ADMIN, '/Consent');
  const consent = referenceOf(said);
  const mental = await make('Condition', {
    category: [tk('concern', 'mental-health')],
    code: { text: 'Syntetisk tilstand' },
    subject: { reference: patient },
    recordedDate: '2026-05-11',
  });
  const plan = await make('CarePlan', {
    status: 'active',
    intent: 'plan',
    category: [tk('plan', 'pathway')],
    title: 'Syntetisk plan',
    subject: { reference: patient },
    addresses: [{ reference: mental, display: 'Det som er skjult' }],
    supportingInfo: [{ reference: episode }, { reference: consent }],
  });
  const visit = await make('Encounter', {
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: { reference: patient },
    period: { start: '2026-05-11T10:00:00Z', end: '2026-05-11T11:00:00Z' },
    // FHIR needs a condition here.
    diagnosis: [{ condition: { reference: mental } }],
  });
  const stop = async (): Promise<void> => {
    await site.running.stop();
    await wire.stop();
  };
  return { site, wire, patient, episode, mental, consent, plan, visit, make, stop };
}
