// Which command of `lenke pathways` was asked for? What the pathway says, of an event, a case, a place or a year.

import type { Command, Option } from 'commander';
import type { Language } from '../domain/failure.ts';
import type { Client } from './client.ts';
import type { CliParts } from './gateway.ts';
import { showIndicators } from './indicators.ts';
import { explain, exportLayer, rebuild } from './pathways.ts';
import { showCoordinator, showOffers, writeFlowchart } from './place.ts';

/** What the commands of the program share. */
export interface Shared {
  readonly parts: CliParts;
  readonly done: (code: number) => void;
  readonly client: () => Client;
  readonly json: () => Option;
  readonly language: () => Language;
}

/** Adds `pathways` with its commands. */
export function addPathways(program: Command, shared: Shared): void {
  const pathways = program.command('pathways').description('what the pathway says');
  addCaseCommands(pathways, shared);
  addPlaceCommands(pathways, shared);
}

/** What it is, and what it says of an event or a case. */
function addCaseCommands(pathways: Command, { parts, done, client, json, language }: Shared): void {
  pathways
    .command('export')
    .description('the layer as a PlanDefinition with its ActivityDefinitions, in a Bundle')
    .option('--layer <name>', 'such as no-krs, no-lk, dk (default: LENKE_LAYER)')
    .action((options) => done(exportLayer(parts, options)));
  pathways
    .command('explain')
    .description(
      'which actions an event set off, or a file would set off, and which not, with the facts that decided',
    )
    .argument(
      '<what>',
      'id of an event, EpisodeOfCare/… for the newest event of a case, or a file with a resource or transaction',
    )
    .addOption(json())
    .action(async (what: string, options) =>
      done(await explain(client(), what, { ...options, language: language() })),
    );
  pathways
    .command('rebuild')
    .description(
      'play the events of a case again and compare where its machines should stand with what is stored',
    )
    .argument('<case>', 'EpisodeOfCare/…')
    .option('--apply', 'write the replayed state where another is stored', false)
    .addOption(json())
    .action(async (caseRef: string, options) => done(await rebuild(client(), caseRef, options)));
}

/** What it says of a municipality. */
function addPlaceCommands(pathways: Command, { parts, done, client, json, language }: Shared): void {
  pathways
    .command('coordinator')
    .description(
      'who coordinates in a municipality, how one reaches them, on what ground, and what is not known',
    )
    .argument('<kommune>', 'number or name, such as 4204 or Kristiansand')
    .addOption(json())
    .action((place: string, options) =>
      done(showCoordinator(parts, place, { ...options, language: language() })),
    );
  pathways
    .command('flowchart')
    .description('the pathway of a municipality as a page to follow: HTML that needs nothing else and prints')
    .argument('<kommune>', 'number or name; `states` for the page of the states')
    .option('--out <file>', 'write to a file instead of stdout')
    .action((place: string, options) =>
      done(writeFlowchart(parts, place, { ...options, language: language() })),
    );
  pathways
    .command('offers')
    .description('what there is to get help from in a municipality, the closest first')
    .argument('<kommune>', 'number or name, such as 4204 or Kristiansand')
    .option('--need <code>', 'such as alcohol, drugs, opioid-treatment (tk-need)')
    .option('--level <code>', 'low-threshold, ambulant, outpatient or inpatient')
    .addOption(json())
    .action((place: string, options) => done(showOffers(parts, place, { ...options, language: language() })));
  pathways
    .command('indicators')
    .description('screening coverage and hand-over of a period that has ended; numbers of few are masked')
    .requiredOption('--period <period>', 'such as 2025')
    .option('--municipality <number>', 'such as 4204')
    .addOption(json())
    .action(async (options) => done(await showIndicators(client(), { ...options, language: language() })));
}
