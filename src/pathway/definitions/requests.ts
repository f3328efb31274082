// Where does an ActivityDefinition say what a request says? One row per kind of request, as R4 defines the resources.

/** Where an element of an ActivityDefinition goes in the request; absent: R4 has no place for it there. */
export interface RequestForm {
  /** Status of something that is only proposed. */
  readonly status: string;
  /** True when the request has an intent. */
  readonly intent: boolean;
  readonly code?: string;
  readonly subject?: string;
  readonly encounter?: string;
  readonly authored?: string;
  readonly author?: string;
  /** Who is to do it. */
  readonly performer?: string;
  /** Choice element of when it is to be; with `[x]` a moment, a Period or a Timing. */
  readonly occurrence?: string;
  readonly priority?: string;
  readonly doNotPerform?: string;
  readonly location?: string;
  readonly product?: string;
  readonly quantity?: string;
  readonly dosage?: string;
  readonly bodySite?: string;
  readonly title?: string;
  readonly instantiates?: string;
  readonly reason?: string;
}

/** Names of places. */
export type PlaceName = Exclude<keyof RequestForm, 'intent' | 'status'>;

/** The kinds we make. A definition of another kind is refused, with its place. */
export const REQUESTS: Readonly<Record<string, RequestForm>> = {
  Task: {
    status: 'draft',
    intent: true,
    code: 'code',
    subject: 'for',
    encounter: 'encounter',
    authored: 'authoredOn',
    author: 'requester',
    performer: 'owner',
    occurrence: 'restriction.period',
    priority: 'priority',
    location: 'location',
    title: 'description',
    instantiates: 'instantiatesCanonical',
    reason: 'reasonCode',
  },
  ServiceRequest: {
    status: 'draft',
    intent: true,
    code: 'code',
    subject: 'subject',
    encounter: 'encounter',
    authored: 'authoredOn',
    author: 'requester',
    performer: 'performer',
    occurrence: 'occurrence[x]',
    priority: 'priority',
    doNotPerform: 'doNotPerform',
    location: 'locationReference',
    quantity: 'quantityQuantity',
    bodySite: 'bodySite',
    instantiates: 'instantiatesCanonical',
    reason: 'reasonCode',
  },
  CommunicationRequest: {
    status: 'draft',
    intent: false,
    code: 'category',
    subject: 'subject',
    encounter: 'encounter',
    authored: 'authoredOn',
    author: 'requester',
    performer: 'recipient',
    occurrence: 'occurrence[x]',
    priority: 'priority',
    doNotPerform: 'doNotPerform',
    title: 'payload[0].contentString',
    reason: 'reasonCode',
  },
  MedicationRequest: {
    status: 'draft',
    intent: true,
    code: 'medicationCodeableConcept',
    subject: 'subject',
    encounter: 'encounter',
    authored: 'authoredOn',
    author: 'requester',
    performer: 'performer',
    priority: 'priority',
    doNotPerform: 'doNotPerform',
    product: 'medication[x]',
    dosage: 'dosageInstruction',
    instantiates: 'instantiatesCanonical',
    reason: 'reasonCode',
  },
  CarePlan: {
    status: 'draft',
    intent: true,
    code: 'category',
    subject: 'subject',
    encounter: 'encounter',
    authored: 'created',
    author: 'author',
    occurrence: 'period',
    title: 'title',
    instantiates: 'instantiatesCanonical',
  },
  Appointment: {
    status: 'proposed',
    intent: false,
    code: 'serviceType',
    subject: 'participant[0].actor',
    authored: 'created',
    occurrence: 'requestedPeriod',
    title: 'description',
    reason: 'reasonCode',
  },
  SupplyRequest: {
    status: 'draft',
    intent: false,
    code: 'itemCodeableConcept',
    authored: 'authoredOn',
    author: 'requester',
    occurrence: 'occurrence[x]',
    priority: 'priority',
    product: 'item[x]',
    quantity: 'quantity',
    reason: 'reasonCode',
  },
  Contract: {
    status: 'offered',
    intent: false,
    code: 'type',
    subject: 'subject',
    authored: 'issued',
    author: 'author',
    title: 'title',
  },
};

/** Elements of an ActivityDefinition that need a place in the request, and the row that names it. */
export const NEEDS_PLACE: Readonly<Record<string, PlaceName>> = {
  priority: 'priority',
  doNotPerform: 'doNotPerform',
  timingTiming: 'occurrence',
  timingDateTime: 'occurrence',
  timingAge: 'occurrence',
  timingPeriod: 'occurrence',
  location: 'location',
  productReference: 'product',
  productCodeableConcept: 'product',
  quantity: 'quantity',
  dosage: 'dosage',
  bodySite: 'bodySite',
};
