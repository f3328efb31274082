// Which command of `lenke pathways` was asked for? What the pathway says, of an event, a case, a place or a year.

import { type Command, Option } from 'commander';
import { OFFER_LEVELS } from '../network/find-offers.ts';
import { type CommandParts, json, withExamples } from './command-parts.ts';
import { showIndicators } from './indicators.ts';
import { explain, exportLayer, rebuild } from './pathways.ts';
import { showCoordinator, showOffers, writeFlowchart } from './place.ts';

/** Adds `pathways` with its commands. */
export function addPathways(program: Command, shared: CommandParts): void {
  const pathways = program.command('pathways').description('what the pathway says');
  addCaseCommands(pathways, shared);
  addPlaceCommands(pathways, shared);
}

/** What it is, and what it says of an event or a case. */
function addCaseCommands(pathways: Command, { parts, done, client, language }: CommandParts): void {
  const exported = pathways
    .command('export')
    .description('the layer as a PlanDefinition with its ActivityDefinitions, in a Bundle')
    .option('--layer <name>', 'such as no-krs, no-lk, dk (default: LENKE_LAYER)')
    .action((options) => done(exportLayer(parts, options)));
  withExamples(exported, 'lenke pathways export --layer no-lk');
  const explained = pathways
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
  withExamples(explained, 'lenke pathways explain evt-…', 'lenke pathways explain EpisodeOfCare/… --json');
  const rebuilt = pathways
    .command('rebuild')
    .description(
      'play the events of a case again and compare where its machines should stand with what is stored',
    )
    .argument('<case>', 'EpisodeOfCare/…')
    .option('--apply', 'write the replayed state where another is stored', false)
    .addOption(json())
    .action(async (caseRef: string, options) => done(await rebuild(client(), caseRef, options)));
  withExamples(rebuilt, 'lenke pathways rebuild EpisodeOfCare/…');
}

/** What it says of a municipality. */
function addPlaceCommands(pathways: Command, { parts, done, client, language }: CommandParts): void {
  const coordinator = pathways
    .command('coordinator')
    .description(
      'who coordinates in a municipality, how one reaches them, on what ground, and what is not known',
    )
    .argument('<kommune>', 'number or name, such as 4204 or Kristiansand')
    .addOption(json())
    .action((place: string, options) =>
      done(showCoordinator(parts, place, { ...options, language: language() })),
    );
  withExamples(
    coordinator,
    'lenke pathways coordinator 4204',
    'lenke pathways coordinator Kristiansand --json',
  );
  const flowchart = pathways
    .command('flowchart')
    .description('the pathway of a municipality as a page to follow: HTML that needs nothing else and prints')
    .argument('<kommune>', 'number or name; `states` for the page of the states')
    .option('--out <file>', 'write to a file instead of stdout')
    .action((place: string, options) =>
      done(writeFlowchart(parts, place, { ...options, language: language() })),
    );
  withExamples(flowchart, 'lenke pathways flowchart 4204 --out page.html', 'lenke pathways flowchart states');
  const offers = pathways
    .command('offers')
    .description('what there is to get help from in a municipality, the closest first')
    .argument('<kommune>', 'number or name, such as 4204 or Kristiansand')
    .option('--need <code>', 'such as alcohol, drugs, opioid-treatment (tk-need)')
    .addOption(new Option('--level <code>', 'how close it is').choices(OFFER_LEVELS))
    .option('--trait <code>', 'pregnancy-adapted, digital, group or course (tk-offer-trait)')
    .option('--for <code>', 'pregnant, parent, child, relative or professional (tk-criterion)')
    .addOption(new Option('--first <level>', 'this level before the others').choices(OFFER_LEVELS))
    .option('--age <years>', 'completed years: what asks for another age stands last, and says so')
    .option('--postal-code <code>', 'leaves out what is there for another part of the municipality')
    .addOption(json())
    .action((place: string, options) => done(showOffers(parts, place, { ...options, language: language() })));
  withExamples(offers, 'lenke pathways offers Kristiansand --need alcohol --level outpatient');
  const indicators = pathways
    .command('indicators')
    .description('screening coverage and hand-over of a period that has ended; numbers of few are masked')
    .requiredOption('--period <period>', 'such as 2025')
    .option('--municipality <number>', 'such as 4204')
    .addOption(json())
    .action(async (options) => done(await showIndicators(client(), { ...options, language: language() })));
  withExamples(indicators, 'lenke pathways indicators --period 2025 --municipality 4204');
}
