// What do the sandbox send and the pathway draft? Resources of two cases, as the profiles must accept them.

import type { Bundle } from '@medplum/fhirtypes';
import type { EventId } from '../src/domain/identity.ts';
import { createValidator } from '../src/fhir/validator/validator.ts';
import { viewCase, type Resource } from '../src/pathway/case/case-view.ts';
import { plan } from '../src/pathway/plan.ts';
import { addresseeFor } from '../src/pipeline/planning/address.ts';
import { type GatewayData, loadData } from '../src/pipeline/data.ts';
import { codeSystem } from '../src/pipeline/canonical.ts';
import {
  birth,
  type BirthOptions,
  epikrise,
  motherCase,
  type MotherCaseOptions,
  objection,
  referral,
} from '../src/sandbox/people.ts';
import { bornCase, resourcesOf } from '../tests/support/case.ts';
import { MAPPINGS } from '../tests/support/mappings.ts';

/** The data of the Kristiansand layer; recipients get an address that a stranger can read. */
export function data(): GatewayData {
  return loadData({
    mappings: MAPPINGS,
    layer: 'no-krs',
    sandboxUrl: 'https://sandbox.lenke.example',
    retryClass: undefined,
    types: 'pathway',
    everyType: createValidator().types(),
  });
}

/** One case of the sandbox. */
export interface CaseOptions {
  readonly mother?: MotherCaseOptions;
  readonly birth?: BirthOptions;
}

/** What the pathway drafts when this case's child is born. */
export function drafts(gateway: GatewayData, options: CaseOptions): Resource[] {
  const { resources, caseRef, triggers } = bornCase(options);
  const at = new Date(options.birth?.at ?? '2026-10-08T04:12:00Z');
  const { pathway } = gateway;
  const view = viewCase(caseRef, resources, triggers, pathway.parameters, pathway.zone);
  if (!view) return [];
  const made = plan({
    pathway,
    view,
    event: { id: 'evt-example' as EventId, code: 'E_LIVEBIRTH', at },
    triggers,
    now: at,
    system: codeSystem,
    addressOf: (role) => addresseeFor(role, view, gateway.directory, at),
  });
  return made.drafts.map(({ resource }) => resource as Resource);
}

/** What the senders of a case send: the case, the birth, the letters. */
export function sent(options: CaseOptions): Resource[] {
  const n = options.mother?.n ?? 0;
  const bundles: readonly Bundle[] = [
    motherCase(options.mother),
    birth(options.birth),
    referral({ n }),
    epikrise({ n }),
    objection({ n }),
  ];
  return resourcesOf(...bundles);
}
