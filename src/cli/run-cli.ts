// Which command was asked for? The command line of Lenke; every command has --help and --json.

import { Command, Option } from 'commander';
import { readClientSettings } from '../config/client.ts';
import { explainConfig } from '../config/explain.ts';
import { failureText, GatewayError } from '../domain/failure.ts';
import { bench } from './bench.ts';
import { createClient, type Client } from './client.ts';
import { checkData } from './data.ts';
import { demo } from './demo.ts';
import { explainDisclosure, listReceived } from './disclosure.ts';
import { doctor } from './doctor.ts';
import type { CliParts } from './gateway.ts';
import { deliveries, events, resend } from './journal.ts';
import { createOutput, table } from './output.ts';
import { addPathways } from './pathways-commands.ts';
import { SCENARIOS } from './play.ts';
import { serve } from './serve.ts';
import { simulate } from './simulate.ts';
import { trigger } from './trigger.ts';
import { validateBatch, validateFiles, type ValidateSettings } from './validate.ts';

/** Runs a command; resolves to its exit code. A failure is one sentence on stderr and exit code 1. */
export async function runCli(argv: readonly string[], parts: CliParts): Promise<number> {
  const result = { code: 0 };
  const program = build(parts, (code) => {
    result.code = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return result.code;
  } catch (error) {
    return fail(error, parts);
  }
}

function fail(error: unknown, parts: CliParts): number {
  const { code, exitCode } = error as { code?: string; exitCode?: number };
  // Commander has already said what is wrong (or shown the help).
  if (code?.startsWith('commander.') === true) return exitCode === 0 ? 0 : 2;
  if (!(error instanceof GatewayError)) throw error;
  const language = error.code === 'LENKE_SETTINGS' ? 'en' : parts.loadConfig().language;
  process.stderr.write(`${failureText(error.code, error.facts, language)} (${error.code})\n`);
  return 1;
}

function build(parts: CliParts, done: (code: number) => void): Command {
  const program = new Command('lenke')
    .description('Makes the hand-over hold: FHIR in, law and consent decided, delivered with a receipt.')
    .version(parts.version)
    .exitOverride();
  const json = () => new Option('--json', 'print JSON').default(false);
  const client = (): Client => {
    const { url, token } = readClientSettings();
    return createClient(url, token);
  };
  const language = () => parts.loadConfig().language;

  program
    .command('serve')
    .description('run the gateway')
    .option('--roles <list>', 'api,worker,tick (default: all)')
    .addOption(json())
    .addHelpText(
      'after',
      '\nExamples:\n  lenke serve\n  DATABASE_URL=postgres://… LENKE_BASE_URL=https://… lenke serve --roles worker',
    )
    .action(async (options) => done(await serve(parts, options)));
  program
    .command('demo')
    .description('start everything, play one birth, draw the delivery tree, stay up')
    .option('--once', 'end after the tree; exit code 0 only when it is as expected', false)
    .addOption(json())
    .addHelpText('after', '\nExamples:\n  lenke demo\n  lenke demo --once --json')
    .action(async (options) => done(await demo(parts, options)));
  program
    .command('trigger')
    .description('play a scenario against a running gateway and follow it')
    .argument('<scenario>', Object.keys(SCENARIOS).join(', '))
    .option('--mother <n>', 'which synthetic mother (default: a new one)')
    .option('--wait <seconds>', 'how long to follow', '60')
    .addOption(json())
    .addHelpText(
      'after',
      `\nScenarios:\n${Object.entries(SCENARIOS)
        .map(([name, { text }]) => `  ${name.padEnd(22)}${text}`)
        .join('\n')}`,
    )
    .action(async (name: string, options) =>
      done(await trigger(client(), name, { ...options, language: language() })),
    );
  program
    .command('events')
    .description('list events, or show one with everything that followed')
    .argument('[id]')
    .option('--limit <n>', 'how many', '20')
    .option('--code <code>', 'such as E_LIVEBIRTH')
    .addOption(json())
    .action(async (id: string | undefined, options) =>
      done(await events(client(), id, { ...options, language: language() })),
    );
  addPathways(program, { parts, done, client, json, language });
  program
    .command('deliveries')
    .description('list deliveries, or show one with its attempts and verdict')
    .argument('[id]')
    .option('--limit <n>', 'how many', '20')
    .option('--state <state>', 'such as retrying, failed, withheld')
    .option('--recipient <id>', 'such as habu')
    .option('--event <id>')
    .addOption(json())
    .action(async (id: string | undefined, options) =>
      done(await deliveries(client(), id, { ...options, language: language() })),
    );
  program
    .command('resend')
    .description('send ended deliveries again: previewed, reasoned, bounded; the law is asked again')
    .argument('[ids...]')
    .option('--state <state>', 'state to choose by when no ids are given', 'failed')
    .option('--recipient <id>')
    .option('--limit <n>', 'most deliveries to send', '50')
    .option('--reason <text>', 'why; without it nothing is sent')
    .option('--dry-run', 'only show what would happen')
    .addOption(json())
    .action(async (ids: string[], options) =>
      done(await resend(client(), ids, { ...options, language: language() })),
    );
  program
    .command('bench')
    .description('measure the gateway beside a bare loop (needs the repository, not the published package)')
    .argument('<name>', 'disclosure, fhir, livez, pathway, pipeline, validator')
    .option('--seconds <n>', 'seconds of load per measurement', '8')
    .option('--rounds <n>', 'rounds, of which the median counts', '3')
    .option('--redis', 'also with the queues on Redis', false)
    .option('--records <n>', 'fhir: resources in the store', '100000')
    .option('--million', 'also on a store of a million resources (some minutes)', false)
    .option('--long', 'validator: also Bundles of 5 to 50 MB', false)
    .addOption(json())
    .action(async (name: string, options) => done(await bench(name, options)));
  program
    .command('simulate')
    .description("play a region's year of births to the sixth birthday, on a clock and a database of its own")
    .option('--births <n>', 'births in the year', '770')
    .option('--years <n>', 'years from the first day of that year', '7')
    .option('--layer <name>', 'such as no-krs, no-lk, dk (default: LENKE_LAYER)')
    .option('--seed <n>', 'the same seed plays the same lives', '1')
    .option('--year <day>', 'first day of the year of births', '2026-01-01')
    .option(
      '--share <name=share>',
      'how often something happens; may be repeated (see the table)',
      gather,
      [],
    )
    .addOption(json())
    .action(async (options) => done(await simulate(parts, options)));
  program
    .command('validate')
    .description('validate FHIR JSON files, or NDJSON cases with --batch')
    .argument('[files...]')
    .option('--profile <url>', 'profile to apply besides meta.profile; may be repeated', gather, [])
    .option('--package <path>', 'FHIR package (.tgz) or folder to validate by; may be repeated', gather, [])
    .option('--terminology-server <url>', 'FHIR server to ask about codes that cannot be checked offline')
    .option('--batch [file]', 'NDJSON in, NDJSON out (default: stdin)')
    .addOption(json())
    .action(
      async (files: string[], { batch, ...options }: ValidateArguments & { batch?: string | boolean }) => {
        const settings = { ...options, language: language() };
        done(
          batch === undefined ? await validateFiles(files, settings) : await validateLines(batch, settings),
        );
      },
    );
  program
    .command('doctor')
    .description('check settings, data and surroundings')
    .addOption(json())
    .action(async (options) => done(await doctor(parts, { ...options, ...readClientSettings() })));
  const disclosure = program.command('disclosure').description('who may know what, who got what');
  disclosure
    .command('explain')
    .description('would this go to that recipient, why not, what would be needed (the look is audited)')
    .argument('[delivery]', 'id of a delivery; or give --about, --to and --classes')
    .option('--about <reference>', 'such as Patient/<id>')
    .option('--to <recipient>', 'such as barnevern')
    .option('--classes <list>', 'such as D1,D3')
    .option('--reading', 'may it read this over /fhir, instead of: may it be sent this', false)
    .addOption(json())
    .action(async (id: string | undefined, options) =>
      done(await explainDisclosure(client(), id, { ...options, language: language() })),
    );
  disclosure
    .command('received')
    .description('who received what of a person, when and on what basis (the look is audited)')
    .argument('<subject>', 'such as Patient/<id>')
    .addOption(json())
    .action(async (subject: string, options) => done(await listReceived(client(), subject, options)));
  program
    .command('data')
    .description('check mappings/: load all of it, and list what of the law waits for a sign-off')
    .argument('<what>', 'check')
    .option('--strict', 'exit code 1 while a point waits for its sign-off', false)
    .addOption(json())
    .action((_what: string, options) => done(checkData(parts, options)));
  program
    .command('config')
    .description('show the settings in force, secrets masked')
    .addOption(json())
    .action((options) => done(showConfig(options)));
  return program;
}

/** An option that may be given more than once. */
function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

interface ValidateArguments extends ValidateSettings {
  readonly json: boolean;
  readonly profile: readonly string[];
}

async function validateLines(file: string | boolean, settings: ValidateSettings): Promise<number> {
  const { createReadStream } = await import('node:fs');
  const input = typeof file === 'string' && file !== '-' ? createReadStream(file) : process.stdin;
  return validateBatch(input, (line) => process.stdout.write(`${line}\n`), settings);
}

function showConfig(options: { readonly json: boolean }): number {
  const output = createOutput(options);
  const settings = explainConfig();
  if (options.json) output.json(settings);
  else
    output.line(
      table([
        ['setting', 'value', 'from'],
        ...settings.map(({ env, value, origin }) => [env, value === '' ? '–' : value, origin]),
      ]),
    );
  return 0;
}
