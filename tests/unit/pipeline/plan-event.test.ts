// Who fills a role is looked for once for an event, and anew for the next: what changed in between is seen.

import { expect, test } from '@jest/globals';
import type { PathwayEvent } from '../../../src/domain/event.ts';
import { eventId } from '../../../src/domain/identity.ts';
import { viewCase } from '../../../src/pathway/case/case-view.ts';
import type { Plan } from '../../../src/pathway/plan.ts';
import { planEvent } from '../../../src/pipeline/planning/plan-event.ts';
import type { Ports } from '../../../src/pipeline/ports.ts';
import { bornCase } from '../../support/case.ts';
import { shippedData } from '../../support/mappings.ts';

const { pathway, directory } = shippedData();
const AT = new Date('2026-10-08T04:12:00Z');

/** Plans the birth; `without` is a role that nobody fills. */
function planned(without?: string): { plan: Plan; asked: string[] } {
  const { resources, caseRef, triggers } = bornCase();
  const view = viewCase(caseRef, resources, triggers, pathway.parameters, pathway.zone);
  if (!view) throw new Error('no case');
  const asked: string[] = [];
  const counting: Ports['directory'] = {
    ...directory,
    byRole(role, seeker) {
      asked.push(role);
      return role === without ? undefined : directory.byRole(role, seeker);
    },
  };
  const ports: Pick<Ports, 'pathway' | 'directory' | 'clock'> = {
    pathway,
    directory: counting,
    clock: { now: () => AT },
  };
  const event: PathwayEvent = {
    id: eventId('test'),
    code: 'E_LIVEBIRTH',
    subject: view.mother.reference,
    case: caseRef,
    at: AT,
    receivedAt: AT,
    source: 'test',
    correlation: 'test',
    triggers: [],
    status: 'accepted',
    trail: [],
  };
  return { plan: planEvent(event, { view, triggers, before: [] }, ports as Ports), asked };
}

test('each role is looked for once, though many drafts and sends name it', () => {
  const { asked, plan } = planned();
  expect(plan.drafts.length).toBeGreaterThan(asked.length);
  expect(asked).toContain('habu');
  expect(asked).toEqual([...new Set(asked)]);
});

test('a role that nobody fills any more is not filled from the plan before', () => {
  const owners = ({ plan }: ReturnType<typeof planned>): string => JSON.stringify(plan.drafts);
  const seeker = { municipality: '4204', postalCode: undefined, age: undefined, on: '2026-10-08' };
  const habu = directory.byRole('habu', seeker)?.organization ?? '';
  expect(habu).not.toBe('');
  expect(owners(planned())).toContain(`"${habu}"`);
  expect(owners(planned('habu'))).not.toContain(`"${habu}"`);
  expect(planned('habu').plan.unfilled.map(({ role }) => role)).toContain('childProgramme');
});
