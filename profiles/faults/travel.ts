// What could be wrong in letters and messages? A fault per row.

import { type Fault, code, row, rule } from './row.ts';

const BASIC = {
  fullUrl: 'urn:uuid:5e0f0000-0000-4000-8000-000000000901',
  resource: { resourceType: 'Basic', code: { text: 'noe annet' } },
  request: { method: 'POST', url: 'Basic', ifNoneExist: 'identifier=urn:ietf:rfc:3986|x' },
};

/** By the profile they break. */
export const TRAVEL_FAULTS: readonly Fault[] = [
  rule('epikrise-1', 'lenke-comp-1', 'final and signed by nobody', ['attester']),
  row('epikrise-1', 'binding-required', 'a type that is none', ['type.coding.0.code', 'Z99-9']),
  row('lar-form-1', 'pattern-value', 'another form', ['category', [code('document-type', 'birth-plan')]]),
  row('habu-report-1', 'cardinality-min', 'a report about nobody', ['subject']),
  row('document-1', 'pattern-value', 'another bundle', ['type', 'collection']),
  row('document-reference-1', 'cardinality-min', 'a document without a form', [
    'content.0.attachment.contentType',
  ]),
  row('message-header-1', 'cardinality-min', 'a message to nobody', ['destination']),
  row('message-1', 'pattern-value', 'another bundle', ['type', 'collection']),
  rule('transaction-birth-1', 'lenke-txn-2', 'an entry that would be made twice', [
    'entry.0.request.ifNoneExist',
  ]),
  rule('transaction-birth-1', 'lenke-txn-1', 'a birth without its outcome', ['entry', [BASIC]]),
  rule('document-1', 'lenke-doc-1', 'something before the letter', ['entry.0', BASIC]),
];
