// Was this asked before? A POST with an Idempotency-Key is done once; a repeat gets the first answer.

import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import { contentId } from '../../domain/identity.ts';
import { type Answer, bodyText } from '../answer.ts';
import type { ApiParts } from '../parts.ts';

/**
 * Does `work` once per caller and key. Answers live in the message cache of the store (so every process knows them, for
 * `LENKE_MESSAGE_CACHE_DAYS`), under the caller's name with `ops:` before it. The same key with another request is
 * LENKE_IDEMPOTENCY_KEY. A crash between the work and its answer lets a repeat do the work again: what is behind POST
 * here (resend, stop, pause) then finds it done.
 */
export async function once(
  parts: ApiParts,
  caller: Caller,
  key: string,
  request: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!/^[\u0021-\u007e]{1,255}$/.test(key)) throw refused('1–255 visible characters are needed.');
  const { messages } = parts.store;
  const sender = `ops:${caller.id}`;
  const header = contentId('idempotency-key', key);
  const bundle = contentId('idempotent-request', key, request);
  return parts.store.tx(async (tx) => {
    const seen = await messages.begin(tx, sender, header, bundle);
    if (seen.kind === 'repeat') {
      return { status: seen.status, headers: { 'Idempotent-Replayed': 'true' }, body: seen.response };
    }
    if (seen.kind !== 'new') throw refused('it was used for another request.');
    const answer = await work();
    await messages.finish(
      tx,
      sender,
      header,
      bundle,
      answer.status,
      bodyText(answer) ?? '',
      parts.clock.now(),
    );
    return answer;
  });
}

function refused(reason: string): GatewayError {
  return new GatewayError('LENKE_IDEMPOTENCY_KEY', { reason, expression: 'http.idempotency-key' });
}
