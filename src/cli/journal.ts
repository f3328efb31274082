// What is in the journal? Lists and single entries of events and deliveries, and resends by hand.

import type { Language } from '../domain/language.ts';
import type { Client } from './client.ts';
import type { ShownDelivery, ShownEvent } from './follow.ts';
import { journalText } from './journal-texts.ts';
import { createOutput, table } from './output.ts';
import { drawTree, nothingText } from './tree.ts';

interface Shown {
  readonly json: boolean;
  readonly language: Language;
}

interface Listing<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** `lenke events [id]` */
export async function events(
  client: Client,
  id: string | undefined,
  options: Shown & { readonly limit: string; readonly code?: string },
): Promise<number> {
  const output = createOutput(options);
  if (id !== undefined) {
    const event = await client.ops<ShownEvent>(`/events/${encodeURIComponent(id)}`);
    if (options.json) output.json(event);
    else drawTree(event, options.language, output, (code) => code);
    return 0;
  }
  const query = new URLSearchParams({
    limit: options.limit,
    ...(options.code !== undefined && { code: options.code }),
  });
  const page = await client.ops<Listing<ShownEvent>>(`/events?${query.toString()}`);
  if (options.json) output.json(page);
  else
    output.line(
      table([
        ['event', 'code', 'status', 'at', 'nothing'],
        ...page.items.map(({ id: name, code, status, at, nothing }) => [
          name,
          code,
          status,
          at,
          nothing === undefined ? '' : nothingText(nothing, options.language),
        ]),
      ]),
    );
  return 0;
}

/** `lenke deliveries [id]` */
export async function deliveries(
  client: Client,
  id: string | undefined,
  options: Shown & {
    readonly limit: string;
    readonly state?: string;
    readonly recipient?: string;
    readonly event?: string;
  },
): Promise<number> {
  const output = createOutput(options);
  if (id !== undefined) {
    output.json(await client.ops<object>(`/deliveries/${encodeURIComponent(id)}`));
    return 0;
  }
  const { state, recipient, event } = options;
  const query = new URLSearchParams({
    limit: options.limit,
    ...(state !== undefined && { state }),
    ...(recipient !== undefined && { recipient }),
    ...(event !== undefined && { event }),
  });
  const page = await client.ops<Listing<ShownDelivery>>(`/deliveries?${query.toString()}`);
  if (options.json) output.json(page);
  else {
    const rows = page.items.map((one) => [
      one.id,
      one.recipient,
      one.state,
      one.action,
      `${one.rule} ${one.basis}`,
      String(one.attempts),
    ]);
    output.line(table([['delivery', 'recipient', 'state', 'action', 'rule', 'tries'], ...rows]));
  }
  return 0;
}

interface ResendOptions extends Shown {
  readonly reason?: string;
  readonly state?: string;
  readonly recipient?: string;
  readonly limit: string;
  readonly dryRun?: boolean;
}

/** `lenke resend [id …]`: a dry run unless --reason is given; the preview says how many, how old, to whom. */
export async function resend(
  client: Client,
  ids: readonly string[],
  options: ResendOptions,
): Promise<number> {
  const output = createOutput(options);
  const { state, recipient } = options;
  const dryRun = options.dryRun === true || options.reason === undefined;
  const filter = { state: state ?? 'failed', ...(recipient !== undefined && { recipient }) };
  const report = await client.post<{
    count: number;
    oldestHours: number;
    recipients: { recipient: string; count: number }[];
    left: { id: string; why: string }[];
  }>('/resends', {
    ...(ids.length > 0 ? { ids } : { filter }),
    limit: Number(options.limit),
    reason: options.reason ?? 'preview',
    dryRun,
  });
  if (options.json) {
    output.json(report);
    return 0;
  }
  const { language } = options;
  const { count, oldestHours: hours } = report;
  const said = dryRun ? 'wouldResend' : 'resent';
  output.line(journalText(count === 0 ? 'nothingToResend' : said, language, { count, hours }));
  for (const one of report.recipients) output.line(`  ${one.recipient}  ${one.count}`);
  for (const one of report.left) output.line(`  ${journalText('leftOut', language, one)}`);
  if (options.reason === undefined && count > 0) output.line(journalText('giveReason', language));
  return 0;
}
