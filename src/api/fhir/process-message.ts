// A message came: what is its answer? $process-message, with the four cases of reliable messaging behind it.

import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleOf } from './bundle.ts';
import { entriesOf } from './entries.ts';
import type { FhirRequest } from './request.ts';

/** Hands a message Bundle to the pipeline; its answer is passed on as it was written, also to a repeat. */
export async function processMessage(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const { body, resource } = bundleOf(request, ['message']);
  entriesOf(parts, body);
  const { caller, call } = request;
  const { status, body: answer } = await parts.acceptMessage({
    bundle: resource,
    whole: body.value,
    caller,
    correlation: call.correlation,
    requestId: call.requestId,
    locate: body.locate,
    ...(body.text !== undefined && { text: body.text }),
  });
  return { status, body: answer };
}
