// What does the law cost? Decisions per second with many consents and a large case, and what deciding adds to a delivery.

import { join } from 'node:path';
import { table } from '../src/cli/output.ts';
import type { CaseResource } from '../src/disclosure/case-resource.ts';
import { gather } from '../src/disclosure/gather.ts';
import { decide } from '../src/disclosure/decide.ts';
import { loadClasses } from '../src/disclosure/classify.ts';
import { guardRead, type ReadCase, readKey } from '../src/disclosure/guard-read.ts';
import { loadLaw, type Law } from '../src/disclosure/law.ts';
import { narrow } from '../src/disclosure/narrow.ts';
import { redact } from '../src/disclosure/redact.ts';
import type { ContentItem, Delivery } from '../src/domain/delivery.ts';
import { deliveryId, eventId, parseRecipientId, type Ref } from '../src/domain/identity.ts';
import type { Verdict } from '../src/domain/verdict.ts';
import { shippedMappings } from '../src/pipeline/data.ts';

export interface BenchOptions {
  /** Seconds per measurement. */
  readonly seconds?: number;
  readonly rounds?: number;
  readonly tell?: (text: string) => void;
}

/** One measured step. */
export interface BenchRow {
  readonly name: string;
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** What p99 must stay under; none for what is only reported. */
  readonly barMs: number | undefined;
}

export interface BenchResult {
  readonly node: string;
  readonly consents: number;
  readonly resources: number;
  readonly rows: readonly BenchRow[];
}

const CONSENTS = 50;
const RESOURCES = 1_000;
const MOTHER: Ref = 'Patient/mother';
const CHILD: Ref = 'Patient/child';
const BIRTH = new Date('2026-10-08T04:12:00Z');
const NOW = new Date('2026-10-09T08:00:00Z');
const ROLES = ['habu', 'fhs', 'fastlege', 'helsestasjon', 'barnevern', 'nav', 'rusteam', 'kk-barsel'];
const TK = 'https://lenke.example/fhir/CodeSystem';
const concept = (system: string, code: string) => ({ coding: [{ system: `${TK}/${system}`, code }] });

function consent(index: number): CaseResource {
  const role = ROLES[index % ROLES.length] ?? 'nav';
  return {
    resourceType: 'Consent',
    id: `consent-${index}`,
    status: 'active',
    category: [concept('tk-consent-category', index % 10 === 9 ? 'objection' : 'disclosure-release')],
    patient: { reference: index % 2 === 0 ? MOTHER : CHILD },
    dateTime: `2026-10-08T${String(5 + (index % 15)).padStart(2, '0')}:00:00Z`,
    performer: [{ reference: MOTHER }],
    organization: [{ reference: 'Organization/fhs' }],
    provision: {
      type: 'deny',
      provision: [
        {
          type: index % 10 === 9 ? 'deny' : 'permit',
          actor: [
            { role: concept('tk-role', role), reference: { reference: `Organization/elsewhere-${index}` } },
          ],
          action: [{ coding: [{ code: 'disclose' }] }],
          securityLabel: [{ system: `${TK}/tk-data-class`, code: `D${1 + (index % 9)}` }],
        },
      ],
    },
  };
}

function resource(index: number): CaseResource {
  const of = { subject: { reference: index % 2 === 0 ? MOTHER : CHILD } };
  const organization = { reference: `Organization/${ROLES[index % ROLES.length] ?? 'nav'}` };
  const kinds: readonly CaseResource[] = [
    {
      resourceType: 'Observation',
      id: `r${index}`,
      status: 'final',
      code: concept('tk-observation', 'reported-use'),
      performer: [organization],
      ...of,
    },
    {
      resourceType: 'ServiceRequest',
      id: `r${index}`,
      status: 'active',
      intent: 'order',
      performer: [organization],
      requester: organization,
      ...of,
    },
    {
      resourceType: 'Encounter',
      id: `r${index}`,
      status: 'in-progress',
      serviceProvider: organization,
      ...of,
    },
    {
      resourceType: 'Task',
      id: `r${index}`,
      status: 'completed',
      code: concept('tk-task', 'assess-33'),
      for: of.subject,
      owner: { reference: 'PractitionerRole/1' },
      output: [{ type: { text: 'criteria-met' }, valueBoolean: false }],
    },
    {
      resourceType: 'CareTeam',
      id: `r${index}`,
      status: 'active',
      participant: [{ role: [concept('tk-role', 'fhs')], member: organization }],
      ...of,
    },
  ];
  return kinds[index % kinds.length] ?? { resourceType: 'Basic' };
}

function deliveryTo(role: string): Delivery {
  const content: readonly ContentItem[] = [
    { reference: 'ServiceRequest/1', version: 1, classes: ['D3', 'D8'], quotes: ['D3'], essential: true },
    { reference: CHILD, version: 1, classes: ['D1'], essential: true },
    { reference: 'CareTeam/1', version: 1, classes: ['D1', 'D8'], parts: ['D9'], essential: false },
    { reference: 'Observation/1', version: 1, classes: ['D2', 'D4', 'D5'], of: MOTHER, essential: false },
  ];
  return {
    id: deliveryId(role),
    eventId: eventId('bench'),
    action: 'A-BENCH',
    recipient: parseRecipientId(role) ?? deliveryFails(role),
    role,
    subject: CHILD,
    case: 'EpisodeOfCare/1',
    persons: [MOTHER, CHILD],
    lane: 'bench',
    content,
    claimedBasis: 'HPL45',
    evaluateOnly: false,
    notBefore: NOW,
    plannedAt: NOW,
  };
}

function deliveryFails(role: string): never {
  throw new TypeError(role);
}

interface Work {
  readonly name: string;
  readonly barMs?: number;
  readonly run: (index: number) => unknown;
}

/** Runs every step and gives its figures. */
export function bench(options: BenchOptions = {}): Promise<BenchResult> {
  const seconds = options.seconds ?? 4;
  const rows = steps().map((work) => {
    options.tell?.(work.name);
    return measure(work, seconds);
  });
  return Promise.resolve({ node: process.version, consents: CONSENTS, resources: RESOURCES, rows });
}

function steps(): readonly Work[] {
  const folder = join(shippedMappings(), 'law');
  const law = loadLaw(join(folder, 'no.yaml'));
  const classify = loadClasses(join(folder, 'classes.yaml'));
  const consents = Array.from({ length: CONSENTS }, (_, index) => consent(index));
  const large = [...consents, ...Array.from({ length: RESOURCES }, (_, index) => resource(index))];
  const usual = [...consents.slice(0, 3), ...Array.from({ length: 25 }, (_, index) => resource(index))];
  const gathered = gather({ resources: large, mother: MOTHER, children: [CHILD], birth: BIRTH }, law);
  const deliveries = ROLES.map(deliveryTo);
  const persons = { mother: MOTHER, children: new Set<string>([CHILD]) };
  const content = [resource(1), { resourceType: 'Patient', id: 'child' }, resource(4), resource(0)];
  const decideOn = (index: number, evidence = gathered): Verdict =>
    decideOne(deliveries[index % deliveries.length] ?? deliveryTo('habu'), law, evidence);
  const whole = (index: number, resources: readonly CaseResource[]): unknown => {
    const verdict = decideOn(
      index,
      gather({ resources, mother: MOTHER, children: [CHILD], birth: BIRTH }, law),
    );
    if (verdict.effect === 'deny') return verdict;
    const kept = narrow(verdict.delivery).map((item, place) => ({
      item,
      resource: content[place] ?? resource(0),
    }));
    return redact(verdict.delivery, kept, { classify, persons, addressProtected: true });
  };
  const lookAt = looker(law, classify, gathered, large);
  return [
    { name: 'a decision, case read', run: (index) => decideOn(index) },
    {
      name: 'a look at one resource, case read',
      run: (index) => lookAt(index, 1),
    },
    {
      name: 'a look at a page of 50 resources, case read',
      run: (index) => lookAt(index, 50),
    },
    {
      name: 'reading a case of 1,000 resources and 50 consents',
      run: () => gather({ resources: large, mother: MOTHER, children: [CHILD], birth: BIRTH }, law),
    },
    { name: 'all of it for a delivery: 1,000 resources, 50 consents', run: (index) => whole(index, large) },
    { name: 'all of it for a delivery: a usual case', barMs: 2, run: (index) => whole(index, usual) },
  ];
}

/** As `pipeline/looking/sight.ts` does: classified one by one, decided once for each kind of content. */
function looker(
  law: Law,
  classify: ReturnType<typeof loadClasses>,
  evidence: ReturnType<typeof gather>,
  resources: readonly CaseResource[],
): (from: number, count: number) => unknown {
  const persons = { mother: MOTHER, children: new Set<string>([CHILD]) };
  const opened: ReadCase = {
    case: 'EpisodeOfCare/1',
    law,
    phase: 'BIRTH',
    now: NOW,
    evidence,
    persons,
    addressProtected: false,
  };
  return (from, count) => {
    const role = ROLES[from % ROLES.length] ?? '';
    const reader = { id: role, role, organizations: [`Organization/${role}`] };
    const verdicts = new Map<string, Verdict>();
    for (let place = 0; place < count; place += 1) {
      const found = classify(resources[(from + place) % resources.length] ?? resource(0), persons);
      const key = readKey(found);
      verdicts.set(key, verdicts.get(key) ?? guardRead(reader, found, opened).verdict);
    }
    return verdicts;
  };
}

function decideOne(delivery: Delivery, law: Law, evidence: ReturnType<typeof gather>): Verdict {
  const organizations = [`Organization/${delivery.role}`];
  return decide({ delivery, law, phase: 'BIRTH', now: NOW, organizations, evidence });
}

/** Runs work for so many seconds after a tenth of it as warm-up; each run is timed by itself. */
function measure({ name, barMs, run }: Work, seconds: number): BenchRow {
  const spend = (until: number, times: number[]): void => {
    for (let index = 0; performance.now() < until; index += 1) {
      const started = performance.now();
      run(index);
      times.push(performance.now() - started);
    }
  };
  spend(performance.now() + seconds * 100, []);
  const times: number[] = [];
  spend(performance.now() + seconds * 1000, times);
  const total = times.reduce((sum, one) => sum + one, 0);
  return {
    name,
    perSecond: Math.round((times.length / total) * 1000),
    medianMs: at(times, 0.5),
    p99Ms: at(times, 0.99),
    barMs,
  };
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The result as rows of a table. */
export function rowsOf(result: BenchResult): readonly (readonly string[])[] {
  const ms = (value: number): string => value.toFixed(value < 0.1 ? 4 : 2);
  return [
    ['step', 'per second', 'median ms', 'p99 ms', 'bar'],
    ...result.rows.map(({ name, perSecond, medianMs, p99Ms, barMs }) => [
      name,
      String(perSecond),
      ms(medianMs),
      ms(p99Ms),
      barMs === undefined ? '' : `${p99Ms < barMs ? 'under' : 'OVER'} ${barMs} ms`,
    ]),
  ];
}

if (import.meta.main) process.stdout.write(`${table(rowsOf(await bench()))}\n`);
