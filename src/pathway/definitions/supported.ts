// Which elements of PlanDefinition and ActivityDefinition do we do? One table; what is not in it is refused.

/**
 * What may stand under an element: `any` is words, codes and metadata that change nothing or are carried as they are; a list
 * holds the values we do; `expression` is FHIRPath with its language, `path` FHIRPath alone, `target` the simple path of a
 * dynamic value, `duration` a length in a unit of the calendar, `patient` a subject that is a patient.
 */
export interface Form {
  readonly [element: string]:
    | 'any'
    | 'expression'
    | 'path'
    | 'target'
    | 'duration'
    | 'patient'
    | ReadonlySet<unknown>
    | Form;
}

/** Said about the definition itself; nothing follows from it. */
const METADATA: Form = {
  resourceType: 'any',
  meta: 'any',
  implicitRules: new Set([]),
  language: 'any',
  text: 'any',
  contained: 'any',
  url: 'any',
  identifier: 'any',
  version: 'any',
  name: 'any',
  title: 'any',
  subtitle: 'any',
  status: 'any',
  experimental: 'any',
  subjectCodeableConcept: 'patient',
  date: 'any',
  publisher: 'any',
  contact: 'any',
  description: 'any',
  useContext: 'any',
  jurisdiction: 'any',
  purpose: 'any',
  usage: 'any',
  copyright: 'any',
  approvalDate: 'any',
  lastReviewDate: 'any',
  effectivePeriod: 'any',
  topic: 'any',
  author: 'any',
  editor: 'any',
  reviewer: 'any',
  endorser: 'any',
  relatedArtifact: 'any',
};

const EXPRESSION = 'expression';

/** Data an action needs. */
const REQUIREMENT: Form = {
  type: 'any',
  profile: 'any',
  subjectCodeableConcept: 'patient',
  // What the expressions will look at: said for those who prepare the data.
  mustSupport: 'any',
  codeFilter: { path: 'path', valueSet: 'any', code: 'any' },
  dateFilter: { path: 'path', valueDateTime: 'any', valuePeriod: 'any', valueDuration: 'duration' },
  limit: 'any',
  sort: { path: 'path', direction: 'any' },
};

/** What sets an action off: an event of the gateway by its code, or data by type and codes. */
const TRIGGER: Form = {
  type: new Set(['named-event', 'data-added', 'data-changed', 'data-modified']),
  name: 'any',
  data: { type: 'any', mustSupport: 'any', codeFilter: REQUIREMENT['codeFilter'] ?? 'any' },
  condition: EXPRESSION,
};

const OFFSET: Form = { low: 'duration', high: 'duration' };

/** Without `action`, which is put in below: an action holds actions. */
const LEAF: Form = {
  prefix: 'any',
  title: 'any',
  description: 'any',
  textEquivalent: 'any',
  priority: 'any',
  code: 'any',
  reason: 'any',
  documentation: 'any',
  goalId: 'any',
  subjectCodeableConcept: 'patient',
  trigger: TRIGGER,
  condition: { kind: 'any', expression: EXPRESSION },
  input: REQUIREMENT,
  // What it leads to: said for those who read it; R4 asks nothing of who applies it.
  output: 'any',
  relatedAction: {
    actionId: 'any',
    relationship: 'any',
    offsetDuration: 'duration',
    offsetRange: OFFSET,
  },
  timingDateTime: 'any',
  timingPeriod: 'any',
  timingAge: 'duration',
  timingDuration: 'any',
  timingRange: 'any',
  timingTiming: 'any',
  participant: { type: 'any', role: 'any' },
  type: {
    coding: { system: 'any', version: 'any', display: 'any', code: new Set(['create', 'fire-event']) },
    text: 'any',
  },
  groupingBehavior: 'any',
  // To choose among actions is for a person; the gateway does all of them, once.
  selectionBehavior: new Set(['all']),
  requiredBehavior: 'any',
  precheckBehavior: 'any',
  cardinalityBehavior: new Set(['single']),
  definitionCanonical: 'any',
  dynamicValue: { path: 'target', expression: EXPRESSION },
};

function nested(depth: number): Form {
  return depth === 0 ? LEAF : { ...LEAF, action: nested(depth - 1) };
}

/** How deep actions may stand in each other. */
const DEPTH = 16;

/** A PlanDefinition. */
export const PLAN: Form = {
  ...METADATA,
  type: 'any',
  goal: {
    category: 'any',
    description: 'any',
    priority: 'any',
    start: 'any',
    documentation: 'any',
    target: {
      measure: 'any',
      detailQuantity: 'any',
      detailRange: 'any',
      detailCodeableConcept: 'any',
      due: 'duration',
    },
  },
  action: nested(DEPTH),
};

/** An ActivityDefinition. */
export const ACTIVITY: Form = {
  ...METADATA,
  kind: 'any',
  profile: 'any',
  code: 'any',
  intent: 'any',
  priority: 'any',
  doNotPerform: 'any',
  timingTiming: 'any',
  timingDateTime: 'any',
  timingAge: 'duration',
  timingPeriod: 'any',
  location: 'any',
  participant: { type: 'any', role: 'any' },
  productReference: 'any',
  productCodeableConcept: 'any',
  quantity: 'any',
  dosage: 'any',
  bodySite: 'any',
  dynamicValue: { path: 'target', expression: EXPRESSION },
};
