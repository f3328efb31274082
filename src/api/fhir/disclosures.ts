// Who received what about this patient, when and on what basis? Patient/[id]/$disclosures, her own access (pbrl § 5-1, pjl § 18).

import { GatewayError } from '../../domain/failure.ts';
import { LANGUAGES } from '../../domain/language.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { operationFault } from './operation-input.ts';
import { current } from './patch.ts';
import { type FhirRequest, servedType } from './request.ts';

/**
 * A collection of AuditEvents, newest first, each with its sentence as narrative; with `page=true` the same as one page of
 * HTML. In `language` (nb, nn, en), else as Accept-Language wishes. The look itself is audited.
 */
export async function disclosures(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const type = servedType(parts, request.type);
  // The patient's own portal, or one who operates the gateway; no other organisation.
  const { role, scopes } = request.caller;
  if (role !== 'patient' && !scopes.includes('ops'))
    throw new GatewayError('LENKE_CALLER_SCOPE', { scope: 'ops' });
  if (type !== 'Patient') throw operationFault('url', '$disclosures is for Patient.');
  const id = request.id ?? '';
  // Who asked has a right of its own: of the record nothing is shown but that it is there.
  const { records } = parts.eyesOf({ ...request.caller, reads: 'everything' }, 'disclosures');
  current(await records.read(type, id), type);
  const asked = request.params.get('language');
  const language = asked === null ? request.call.language : LANGUAGES.find((one) => one === asked);
  if (!language) throw operationFault('language', 'nb, nn or en.');
  // Who operates the gateway looks after patients' access; a portal shows it to her.
  const audience = scopes.includes('ops') ? 'officer' : 'patient';
  const found = await parts.disclosures({ subject: `Patient/${id}`, language, audience }, request.caller.id);
  if (request.params.get('page') !== 'true') return { status: 200, body: JSON.stringify(found.bundle) };
  return { status: 200, type: 'text/html; charset=utf-8', body: found.page };
}
