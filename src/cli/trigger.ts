// What happens when this happens? Plays a scenario against a running gateway and follows it to its end.

import type { Language } from '../domain/language.ts';
import type { Client } from './client.ts';
import { summarise } from './demo.ts';
import { follow, isSettled, type ShownEvent } from './follow.ts';
import { journalText } from './journal-texts.ts';
import { createOutput } from './output.ts';
import { freshMother, SCENARIOS } from './play.ts';
import { drawTree } from './tree.ts';

export interface TriggerOptions {
  readonly json: boolean;
  readonly mother?: string;
  readonly wait: string;
  readonly language: Language;
}

/** Exit code 0: every delivery confirmed or withheld. 3: something refused or failed. 4: not settled in time. 2: no such scenario. */
export async function trigger(client: Client, name: string, options: TriggerOptions): Promise<number> {
  const output = createOutput(options);
  const scenario = SCENARIOS[name];
  // The command line has refused a name that is none.
  if (!scenario) return 2;
  const n = options.mother === undefined ? await freshMother(client, new Date()) : Number(options.mother);
  const ids = await scenario.play(client, n);
  if (ids.length === 0) output.note(journalText('nothingFollows', options.language));
  const events: ShownEvent[] = [];
  for (const id of ids) {
    const event = await follow(client, id, Number(options.wait) * 1000, () => undefined);
    events.push(event);
    if (!options.json) drawTree(event, options.language, output, (code) => code);
  }
  if (options.json) output.json(await Promise.all(events.map((event) => summarise(client, event))));
  if (!events.every(isSettled)) return 4;
  const bad = events.some(({ deliveries }) =>
    deliveries.some(({ state }) => state === 'refused' || state === 'failed'),
  );
  return bad ? 3 : 0;
}
