// Which command about the journal was asked for? Events, deliveries and resends.

import { type Command, Option } from 'commander';
import { DELIVERY_STATES } from '../domain/delivery.ts';
import { type CommandParts, json, wholeNumber, withExamples } from './command-parts.ts';
import { deliveries, events, resend } from './journal.ts';

const STATE = '--state <state>';

/** Adds `events`. */
export function addEvents(program: Command, { client, done, language }: CommandParts): void {
  const command = program
    .command('events')
    .description('list events, or show one with everything that followed')
    .argument('[id]')
    .option('--limit <n>', 'how many', wholeNumber(1, 1000), '20')
    .option('--code <code>', 'such as E_LIVEBIRTH')
    .addOption(json())
    .action(async (id: string | undefined, options) =>
      done(await events(client(), id, { ...options, language: language() })),
    );
  withExamples(
    command,
    'lenke events --code E_LIVEBIRTH',
    'lenke events evt-…',
    'lenke events --limit 5 --json',
  );
}

/** Adds `deliveries` and `resend`. */
export function addDeliveries(program: Command, { client, done, language }: CommandParts): void {
  const listed = program
    .command('deliveries')
    .description('list deliveries, or show one with its attempts and verdict')
    .argument('[id]')
    .option('--limit <n>', 'how many', wholeNumber(1, 1000), '20')
    .addOption(new Option(STATE, 'only those in this state').choices(DELIVERY_STATES))
    .option('--recipient <id>', 'such as habu')
    .option('--event <id>')
    .addOption(json())
    .action(async (id: string | undefined, options) =>
      done(await deliveries(client(), id, { ...options, language: language() })),
    );
  withExamples(listed, 'lenke deliveries --state failed --recipient habu', 'lenke deliveries dlv-…');
  const again = program
    .command('resend')
    .description('send ended deliveries again: previewed, reasoned, bounded; the law is asked again')
    .argument('[ids...]')
    .addOption(
      new Option(STATE, 'state to choose by when no ids are given')
        .choices(DELIVERY_STATES)
        .default('failed'),
    )
    .option('--recipient <id>')
    .option('--limit <n>', 'most deliveries to send', wholeNumber(1, 10_000), '50')
    .option('--reason <text>', 'why; without it nothing is sent')
    .option('--dry-run', 'only show what would happen')
    .addOption(json())
    .action(async (ids: string[], options) =>
      done(await resend(client(), ids, { ...options, language: language() })),
    );
  withExamples(
    again,
    'lenke resend --state failed --recipient habu',
    'lenke resend dlv-… --reason "lost in their restore"',
  );
}
