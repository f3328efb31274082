// The same input gives the same plan, verdicts and messages, down to the byte. `LENKE_GOLDEN=write npm test -- tests/golden`
// rewrites the files; a person reads the difference.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fixedClock } from '../../src/domain/clock.ts';
import type { PathwayEvent } from '../../src/domain/event.ts';
import { eventId, type Ref } from '../../src/domain/identity.ts';
import type { Json } from '../../src/exchange/contract.ts';
import { createFhirSender } from '../../src/exchange/fhir/sender.ts';
import { narrow } from '../../src/disclosure/narrow.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { type Resource, viewCase } from '../../src/pathway/case/case-view.ts';
import { plan } from '../../src/pathway/plan.ts';
import { addresseeFor } from '../../src/pipeline/planning/address.ts';
import { decideSends } from '../../src/pipeline/planning/decide-sends.ts';
import { legalView } from '../../src/pipeline/sending/judge.ts';
import { narrowContent } from '../../src/pipeline/sending/narrow-content.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import type { Ports } from '../../src/pipeline/ports.ts';
import { STILLBIRTH, TWINS, WITHOUT_NUMBER } from '../../src/sandbox/people.ts';
import type { Tx } from '../../src/store/types.ts';
import { bornCase } from '../support/case.ts';
import { shippedData } from '../support/mappings.ts';

const data = shippedData();
const VALIDATOR = createValidator();
const AT = new Date('2026-10-08T04:12:00Z');

const SCENARIOS: readonly [string, string, Parameters<typeof bornCase>[0]][] = [
  ['birth-lar', 'E_LIVEBIRTH', {}],
  ['birth-reported-use', 'E_LIVEBIRTH', { mother: { exposure: 'use' } }],
  ['birth-no-exposure', 'E_LIVEBIRTH', { mother: { exposure: 'none' } }],
  ['birth-twins', 'E_LIVEBIRTH', { birth: { children: TWINS } }],
  ['birth-without-number', 'E_LIVEBIRTH', { birth: { children: WITHOUT_NUMBER } }],
  ['birth-nav-coordinates', 'E_LIVEBIRTH', { mother: { coordinator: 'nav' } }],
  ['birth-outside-fhs', 'E_LIVEBIRTH', { mother: { municipality: '4203', coordinator: false } }],
  ['stillbirth', 'E_LOSS', { birth: { children: STILLBIRTH } }],
];

/** The parts a decision needs, without a database: organisations come from the directory itself. */
function portsOf(): Ports {
  const organizations = new Map(
    data.directory.resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]),
  );
  const readMany = (references: readonly Ref[]) =>
    Promise.resolve(
      references.flatMap((reference) => {
        const found = organizations.get(reference);
        return found ? [{ type: found.resourceType, id: found.id, content: JSON.stringify(found) }] : [];
      }),
    );
  return { ...data, clock: fixedClock(AT), store: { records: { readMany } } } as unknown as Ports;
}

async function play(code: string, options: Parameters<typeof bornCase>[0]): Promise<object> {
  const { resources, caseRef, triggers } = bornCase(options);
  const view = viewCase(caseRef, resources, triggers, data.pathway.parameters, data.pathway.zone);
  if (!view) throw new Error('no case');
  const event = {
    id: eventId(code, caseRef),
    code,
    at: AT,
    case: caseRef,
    subject: view.mother.reference,
    source: 'golden',
  } as unknown as PathwayEvent;
  const addressOf = (role: string) => addresseeFor(role, view, data.directory, AT);
  const made = plan({ pathway: data.pathway, view, event, triggers, now: AT, system: codeSystem, addressOf });
  const written = made.drafts.map(({ resource }) => ({ ...resource, meta: { versionId: '1' } }));
  const legal = legalView(view, written, data.law);
  const ports = portsOf();
  const decided = await decideSends({} as Tx, event, made.sends, legal, ports);
  const known = new Map<string, Resource>(
    [...resources, ...written, ...(data.directory.resources as readonly Resource[])].map((one) => [
      `${one.resourceType}/${one.id ?? ''}`,
      one,
    ]),
  );
  const sender = createFhirSender({ credential: () => undefined });
  const deliveries = decided.map(({ delivery, verdict, recipient, asked }) => {
    if (!delivery || !verdict || !recipient) return { asked, nobody: true };
    const { id, action, role, state, effect, rule, basis, reason, content } = delivery;
    const classes = Object.fromEntries(
      verdict.classes.map((one) => [one.dataClass, `${one.effect} ${one.rule}`]),
    );
    const base = {
      id,
      action,
      recipient: recipient.id,
      role,
      state,
      effect,
      rule,
      basis,
      reason,
      content,
      classes,
    };
    if (verdict.effect === 'deny' || !recipient.endpoint) return base;
    const bodies = narrow(verdict.delivery).flatMap(({ reference }) => (known.get(reference) ?? []) as Json);
    const narrowed = narrowContent(verdict.delivery, bodies, legal, { ...ports, validator: VALIDATOR });
    if (narrowed.kind === 'invalid') return { ...base, invalid: narrowed.type };
    const { path, headers, body } = sender.write(verdict.delivery, narrowed.resources, recipient, {
      name: 'Lenke',
      endpoint: 'https://lenke.example/fhir',
    });
    return { ...base, message: { path, headers, body: JSON.parse(body) as unknown } };
  });
  const { applied, skipped, unfilled, timers, effects } = made;
  return {
    applied,
    skipped,
    unfilled,
    drafts: made.drafts.map(({ action, alias, resource }) => ({ action, alias, resource })),
    timers,
    effects,
    deliveries,
  };
}

describe('golden scenarios', () => {
  test.each(SCENARIOS)('%s', async (name, code, options) => {
    const file = join(import.meta.dirname, name, 'outcome.json');
    const found = `${JSON.stringify(await play(code, options), null, 2)}\n`;
    if (process.env['LENKE_GOLDEN'] === 'write' || !existsSync(file)) {
      mkdirSync(join(import.meta.dirname, name), { recursive: true });
      if (process.env['LENKE_GOLDEN'] === 'write') writeFileSync(file, found);
    }
    expect(JSON.parse(found)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });
});

test('an ordinary child health centre cannot tell from what it gets that HABU is involved (D3)', () => {
  const { deliveries } = JSON.parse(
    readFileSync(join(import.meta.dirname, 'birth-outside-fhs', 'outcome.json'), 'utf8'),
  ) as {
    deliveries: { recipient?: string; message?: object }[];
  };
  const told = deliveries.find(({ recipient }) => recipient === 'helsestasjon')?.message;
  expect(told).toBeDefined();
  expect(JSON.stringify(told)).not.toMatch(/habu|prenatal-exposure|0–6/i);
});
