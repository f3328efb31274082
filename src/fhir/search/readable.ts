// What can a search parameter be read from?

/** Data types each kind of parameter can be read from (R4 search, 3.1.1.5). */
export const READABLE: Readonly<Record<string, readonly string[]>> = {
  token: [
    'boolean',
    'code',
    'string',
    'uri',
    'id',
    'Coding',
    'CodeableConcept',
    'Identifier',
    'ContactPoint',
    'oid',
    'canonical',
    'url',
    'uuid',
  ],
  reference: ['Reference', 'canonical', 'uri', 'url'],
  date: ['date', 'dateTime', 'instant', 'Period', 'Timing'],
  string: ['string', 'markdown', 'HumanName', 'Address', 'code', 'uri', 'url', 'id'],
  uri: ['uri', 'url', 'canonical', 'oid', 'uuid'],
  number: ['decimal', 'integer', 'positiveInt', 'unsignedInt', 'Range'],
  quantity: ['Quantity', 'Money', 'Age', 'Duration', 'Count', 'Distance', 'SimpleQuantity', 'Range'],
};
