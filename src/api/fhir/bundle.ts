// A Bundle was posted to the base: is it a transaction or a batch?

import { GatewayError } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { PatchTools } from '../../fhir/patch/fhirpath-patch.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { batch, type Interact } from './batch.ts';
import { type FhirRequest, type Incoming, placeFacts, resourceOf } from './request.ts';
import type { Seal } from './seal.ts';
import { transaction } from './transaction.ts';

/** Takes a transaction or a batch; any other Bundle is LENKE_BUNDLE_TYPE. */
export async function bundle(
  parts: ApiParts,
  request: FhirRequest,
  interact: Interact,
  tools: PatchTools,
  seal: Seal,
): Promise<Answer> {
  const { body, type } = bundleOf(request, ['transaction', 'batch']);
  if (type === 'batch') return batch(parts, request, body, interact);
  return transaction(parts, request, body, tools, seal);
}

/** The Bundle of a request, of one of the expected types. */
export function bundleOf(
  request: FhirRequest,
  expected: readonly string[],
): { readonly body: Incoming; readonly resource: JsonObject; readonly type: string } {
  const { body } = request;
  const resource = resourceOf(body, 'Bundle');
  const found = resource['type'];
  if (body && typeof found === 'string' && expected.includes(found)) return { body, resource, type: found };
  throw new GatewayError('LENKE_BUNDLE_TYPE', {
    type: typeof found === 'string' && /^[a-z-]{1,32}$/.test(found) ? found : '?',
    expected: expected.join(', '),
    ...placeFacts(body, 'Bundle.type'),
  });
}
