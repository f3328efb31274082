// Which command about disclosure was asked for? Who may know what, and who got what.

import type { Command } from 'commander';
import { type CommandParts, json, withExamples } from './command-parts.ts';
import { explainDisclosure, listReceived } from './disclosure.ts';

/** Adds `disclosure` with its commands. */
export function addDisclosure(program: Command, { client, done, language }: CommandParts): void {
  const disclosure = program.command('disclosure').description('who may know what, who got what');
  const explained = disclosure
    .command('explain')
    .description('would this go to that recipient, why not, what would be needed (the look is audited)')
    .argument('[delivery]', 'id of a delivery; or give --about, --to and --classes')
    .option('--about <reference>', 'such as Patient/<id>')
    .option('--to <recipient>', 'such as barnevern')
    .option('--classes <list>', 'such as D1,D3')
    .option('--from <recipient>', 'who gives it, where a consent names the giver')
    .option('--reading', 'may it read this over /fhir, instead of: may it be sent this', false)
    .addOption(json())
    .action(async (id: string | undefined, options, command: Command) => {
      if (id === undefined && [options.about, options.to, options.classes].includes(undefined))
        command.error('error: give the id of a delivery, or --about, --to and --classes', { exitCode: 2 });
      done(await explainDisclosure(client(), id, { ...options, language: language() }));
    });
  withExamples(
    explained,
    'lenke disclosure explain dlv-…',
    'lenke disclosure explain --reading --about Patient/… --to fhs --classes D1,D2',
  );
  const received = disclosure
    .command('received')
    .description('who received what of a person, when and on what basis (the look is audited)')
    .argument('<subject>', 'such as Patient/<id>')
    .addOption(json())
    .action(async (subject: string, options) =>
      done(await listReceived(client(), subject, { ...options, language: language() })),
    );
  withExamples(received, 'lenke disclosure received Patient/…');
}
