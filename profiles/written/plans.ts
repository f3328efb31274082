// How does a pathway look as a definition, and applied? Small ones; the gateway serves the whole of its own.

import { writeRule } from '../../src/pathway/definitions/rule.ts';
import { DOCTOR, own, WOMAN, type Written } from './parts.ts';

const ROOT = 'https://lenke.example/fhir';
const path = (expression: string) => ({ language: 'text/fhirpath', expression });

function published(type: string, name: string, layer: string): object {
  return {
    url: `${ROOT}/${type}/${name}`,
    version: '0.1.0',
    name: `Shown_${name.replaceAll('-', '_')}`,
    title: `Shown: ${name}`,
    status: 'active',
    experimental: true,
    useContext: [
      {
        code: { system: 'http://terminology.hl7.org/CodeSystem/usage-context-type', code: 'program' },
        valueCodeableConcept: own('layer', layer),
      },
    ],
  };
}

const fact = (name: string, expression: string) => ({
  url: `${ROOT}/StructureDefinition/lenke-fact`,
  valueExpression: { name, ...path(expression) },
});

/** How its draft is named and told from another. */
const DRAFT = { as: 'draft', key: '%subjectKey', id: '%trigger.id' };

const ASKING = {
  id: 'A-SCREEN-1',
  title: 'Ask with a screening tool',
  code: [own('action', 'A-SCREEN-1')],
  trigger: [{ type: 'named-event', name: 'E_PREG_CONFIRMED' }],
  condition: [{ kind: 'applicability', expression: path('%pregnant') }],
  timingDuration: { value: 7, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
  participant: [{ type: 'practitioner', role: { text: 'jordmor' } }],
  extension: [
    writeRule({ mode: 'AUTO', each: ['case'], perChild: true, statutory: true, service: 'clinic', ...DRAFT }),
  ],
  action: [
    {
      id: 'A-SCREEN-1.draft',
      extension: [writeRule(DRAFT)],
      title: 'Ask with a screening tool',
      definitionCanonical: `${ROOT}/ActivityDefinition/shown-A-SCREEN-1|0.1.0`,
    },
  ],
};

const STOPPING = {
  id: 'A-LOSS-CANCEL',
  title: 'Cancel everything',
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/action-type', code: 'fire-event' }] },
  trigger: [{ type: 'named-event', name: 'E_LOSS' }],
  condition: [{ kind: 'applicability', expression: path('true') }],
  extension: [writeRule({ mode: 'AUTO', each: ['case'] })],
};

const value = (element: string, expression: string) => ({ path: element, expression: path(expression) });

function activity(name: string, kind: string, more: readonly object[]): Written {
  return {
    resourceType: 'ActivityDefinition',
    ...published('ActivityDefinition', `shown-${name}`, 'no-krs'),
    kind,
    code: own('action', name),
    dynamicValue: [value('$this', `%new.${kind}`), ...more],
  };
}

/** By their types. */
export const PLANS: readonly Written[] = [
  {
    resourceType: 'PlanDefinition',
    extension: [fact('pregnant', '%pregnant')],
    ...published('PlanDefinition', 'shown', 'no-krs'),
    action: [ASKING, STOPPING],
  },
  {
    resourceType: 'PlanDefinition',
    extension: [fact('pregnant', '%pregnant'), fact('known', '%case.exists()')],
    ...published('PlanDefinition', 'shown-dk', 'dk'),
    action: [STOPPING],
  },
  activity('A-SCREEN-1', 'Task', [
    value('status', "'requested'"),
    value('intent', "'order'"),
    value('for', '%subjectReference'),
    value('owner', '%role.jordmor.reference'),
    value('restriction.period.end', '%at.`EVENT+P7D`.dateTime'),
  ]),
  activity('A-REF-KK', 'ServiceRequest', [
    value('status', "'draft'"),
    value('intent', "'order'"),
    value('subject', '%subjectReference'),
  ]),
];

function proposed(contained: readonly object[], more: object): Written {
  return {
    resourceType: 'CarePlan',
    contained: [
      {
        resourceType: 'RequestGroup',
        id: 'request-group',
        status: 'draft',
        intent: 'proposal',
        subject: WOMAN,
      },
      ...contained,
    ],
    ...more,
    instantiatesCanonical: [`${ROOT}/PlanDefinition/shown|0.1.0`],
    status: 'draft',
    intent: 'proposal',
    subject: WOMAN,
    created: '2026-03-09T10:00:00+01:00',
    author: DOCTOR,
    activity: [{ reference: { reference: '#request-group' } }],
  };
}

/** What $apply answers. */
export const PROPOSED: readonly (readonly [profile: string, resource: Written])[] = [
  ['lenke-care-plan-proposed', proposed([], {})],
  [
    'lenke-care-plan-proposed',
    proposed(
      [
        {
          resourceType: 'OperationOutcome',
          id: 'outcome',
          issue: [
            {
              severity: 'warning',
              code: 'informational',
              expression: ['PlanDefinition.action[0].condition[0].expression'],
            },
          ],
        },
      ],
      {
        extension: [
          { url: `${ROOT}/StructureDefinition/lenke-messages`, valueReference: { reference: '#outcome' } },
        ],
      },
    ),
  ],
];
