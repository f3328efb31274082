// Would this go to that recipient, and why not? Asks a running gateway and says it in words.

import type { Language } from '../domain/language.ts';
import type { Client } from './client.ts';
import { journalText } from './journal-texts.ts';
import { createOutput } from './output.ts';

/** What `lenke disclosure explain` was told. */
export interface ExplainOptions {
  readonly json: boolean;
  readonly language: Language;
  readonly to?: string;
  readonly about?: string;
  readonly classes?: string;
  readonly from?: string;
  readonly reading?: boolean;
}

interface Shown {
  readonly effect: string;
  readonly recipient: string;
  readonly text: Readonly<Record<Language, readonly string[]>>;
}

/** `lenke disclosure explain`: exit code 0 when something may go, 1 when nothing may. */
export async function explainDisclosure(
  client: Client,
  delivery: string | undefined,
  options: ExplainOptions,
): Promise<number> {
  const output = createOutput(options);
  const question =
    delivery === undefined
      ? {
          subject: options.about,
          recipient: options.to,
          classes: (options.classes ?? '').split(','),
          reading: options.reading === true,
          ...(options.from !== undefined && { from: options.from }),
        }
      : { delivery };
  const found = await client.post<Shown>('/disclosure/explain', question);
  if (options.json) output.json(found);
  else for (const line of found.text[options.language]) output.line(line);
  return found.effect === 'deny' ? 1 : 0;
}

/** `lenke disclosure received`: who got what of a person, when, on what basis. */
export async function listReceived(
  client: Client,
  subject: string,
  options: { readonly json: boolean; readonly language: Language },
): Promise<number> {
  const output = createOutput(options);
  const found = await client.post<{ readonly bundle: object; readonly text: readonly string[] }>(
    '/disclosure/received',
    { subject, language: options.language },
  );
  if (options.json) output.json(found.bundle);
  else if (found.text.length === 0) output.note(journalText('nobodyReceived', options.language, { subject }));
  else for (const line of found.text) output.line(line);
  return 0;
}
