// Would it go, and who got what? Questions about disclosure, answered with rule, basis and what would be needed.

import type { Language } from '../../domain/language.ts';
import type { DataClass } from '../../domain/data-class.ts';
import type { ExplainQuestion } from '../../pipeline/telling/explain.ts';
import { route, type OpsRoute } from './route.ts';
import { DELIVERY_ID, RECIPIENT_ID, REFERENCE } from './schemas.ts';

const DATA_CLASS = {
  type: 'string',
  enum: ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11', 'D12'],
};

interface ExplainBody {
  readonly delivery?: string;
  readonly subject?: string;
  readonly recipient?: string;
  readonly classes?: readonly DataClass[];
  readonly from?: string;
  readonly reading?: boolean;
}

const explain = route<object, ExplainBody>({
  method: 'POST',
  path: '/disclosure/explain',
  operationId: 'explainDisclosure',
  summary:
    'Would this go to that recipient, or may it read this, why not, and what would be needed? Give a delivery, or subject, recipient and classes. The look is audited.',
  body: {
    type: 'object',
    properties: {
      delivery: DELIVERY_ID,
      subject: REFERENCE,
      recipient: RECIPIENT_ID,
      classes: { type: 'array', items: DATA_CLASS, minItems: 1, maxItems: 13, uniqueItems: true },
      from: { ...RECIPIENT_ID, description: 'Who gives it, where a consent names the giver' },
      reading: {
        type: 'boolean',
        description: 'May it read this over /fhir, instead of: may it be sent this',
      },
    },
    oneOf: [{ required: ['delivery'] }, { required: ['subject', 'recipient', 'classes'] }],
    additionalProperties: false,
  },
  status: 200,
  answer: 'Explanation',
  handle: (parts, { body, caller }) => parts.explain(questionOf(body), caller.id),
});

function questionOf({
  delivery,
  subject = '',
  recipient = '',
  classes = [],
  from,
  reading = false,
}: ExplainBody): ExplainQuestion {
  return delivery === undefined
    ? { subject, recipient, classes, reading, ...(from !== undefined && { from }) }
    : { delivery };
}

interface ReceivedBody {
  readonly subject: string;
  /** Absent: as Accept-Language wishes. */
  readonly language?: Language;
}

const RECEIVED = {
  type: 'object',
  properties: { subject: REFERENCE, language: { type: 'string', enum: ['nb', 'nn', 'en'] } },
  required: ['subject'],
  additionalProperties: false,
};

const disclosures = route<object, ReceivedBody>({
  method: 'POST',
  path: '/disclosure/received',
  operationId: 'listDisclosures',
  summary:
    'Who received what of this person, when and on what basis, and what was withheld: a Bundle of AuditEvents, newest first, readable as text in nb, nn or en. A look carries the attributes of the trust framework its caller attests, or says which are missing. The look is audited.',
  body: RECEIVED,
  status: 200,
  answer: 'Disclosures',
  handle: async (parts, { body, caller, language }) => {
    const { bundle, text } = await parts.disclosures({ language, ...body, audience: 'officer' }, caller.id);
    return { bundle, text };
  },
});

const page = route<object, ReceivedBody>({
  method: 'POST',
  path: '/disclosure/page',
  operationId: 'disclosurePage',
  summary:
    'Who received what of this person, who looked and what was withheld: one page that she can read, in nb, nn or en. The look is audited.',
  body: RECEIVED,
  status: 200,
  answer: 'Page',
  type: 'text/html; charset=utf-8',
  handle: async (parts, { body, caller, language }) =>
    (await parts.disclosures({ language, ...body, audience: 'patient' }, caller.id)).page,
});

const duties = route<object>({
  method: 'GET',
  path: '/duties',
  operationId: 'listDuties',
  summary:
    'Personal assessments that are missing and signed messages without an answer: counts and age per service, for leaders. Nothing of whom or what they are about.',
  status: 200,
  answer: 'DutyList',
  handle: (parts) => parts.duties(),
});

/** Routes about disclosure. */
export const DISCLOSURE_ROUTES: readonly OpsRoute[] = [explain, disclosures, page, duties];
