// Which command that runs something was asked for? The gateway, the demonstration, a scenario, a region's years, a benchmark.

import { type Command, Argument } from 'commander';
import { bench, BENCHES } from './bench.ts';
import { type CommandParts, day, gather, json, wholeNumber, withExamples } from './command-parts.ts';
import { demo } from './demo.ts';
import { SCENARIOS } from './play.ts';
import { printScenario } from './print-scenario.ts';
import { serve } from './serve.ts';
import { trigger } from './trigger.ts';

/** Adds `serve` and `demo`. */
export function addServe(program: Command, { parts, done }: CommandParts): void {
  const serving = program
    .command('serve')
    .description('run the gateway')
    .option('--roles <list>', 'api,worker,tick (default: all)')
    .addOption(json())
    .action(async (options) => done(await serve(parts, options)));
  withExamples(
    serving,
    'lenke serve',
    'DATABASE_URL=postgres://… LENKE_BASE_URL=https://… lenke serve --roles worker',
  );
  const demonstration = program
    .command('demo')
    .description('start everything, play one birth, draw the delivery tree, stay up')
    .option('--once', 'end after the tree; exit code 0 only when it is as expected', false)
    .addOption(json())
    .action(async (options) => done(await demo(parts, options)));
  withExamples(demonstration, 'lenke demo', 'lenke demo --once --json');
}

/** Adds `trigger`. */
export function addTrigger(program: Command, { client, done, language }: CommandParts): void {
  const scenarios = Object.entries(SCENARIOS).map(([name, { text }]) => `  ${name.padEnd(22)}${text}`);
  const command = program
    .command('trigger')
    .description('play a scenario against a running gateway and follow it')
    .addArgument(new Argument('<scenario>', 'what to play').choices(Object.keys(SCENARIOS)))
    .option('--mother <n>', 'which synthetic mother (default: a new one)', wholeNumber(0, 299_999))
    .option('--print', 'print what would be sent, call by call, and send nothing', false)
    .option('--wait <seconds>', 'how long to follow', wholeNumber(0, 86_400), '60')
    .addOption(json())
    .addHelpText('after', `\nScenarios:\n${scenarios.join('\n')}`)
    .action(async (name: string, options) =>
      done(
        options.print
          ? await printScenario(name, options)
          : await trigger(client(), name, { ...options, language: language() }),
      ),
    );
  withExamples(
    command,
    'lenke trigger twins',
    'lenke trigger birth --mother 7 --wait 10 --json',
    'lenke trigger birth --mother 7 --print',
  );
}

/** Adds `simulate` and `bench`. */
export function addMeasuring(program: Command, { parts, done }: CommandParts): void {
  const played = program
    .command('simulate')
    .description("play a region's year of births to the sixth birthday, on a clock and a database of its own")
    .option('--births <n>', 'births in the year', wholeNumber(1, 100_000), '770')
    .option('--years <n>', 'years from the first day of that year', wholeNumber(1, 50), '7')
    .option('--layer <name>', 'such as no-krs, no-lk, dk (default: LENKE_LAYER)')
    .option('--seed <n>', 'the same seed plays the same lives', wholeNumber(0, 2_147_483_647), '1')
    .option('--year <day>', 'first day of the year of births', day, '2026-01-01')
    .option('--leaks', 'mark everything, and search for it in all that leaves and all that is read')
    .option(
      '--share <name=share>',
      'how often something happens; may be repeated (see the table)',
      gather,
      [],
    )
    .addOption(json())
    .action(async (options) => {
      // The people of a simulated region are thirty files that no other command needs.
      const { simulate } = await import('./simulate.ts');
      return done(await simulate(parts, options));
    });
  withExamples(
    played,
    'lenke simulate --births 20 --years 2',
    'lenke simulate --births 20 --share lar=0.3 --json',
  );
  const measured = program
    .command('bench')
    .description('measure the gateway beside a bare loop (needs the repository, not the published package)')
    .addArgument(new Argument('<name>', 'what to measure').choices(BENCHES))
    .option('--seconds <n>', 'seconds of load per measurement', wholeNumber(1, 3600), '8')
    .option('--rounds <n>', 'rounds, of which the median counts', wholeNumber(1, 100), '3')
    .option('--redis', 'also with the queues on Redis', false)
    .option('--records <n>', 'fhir: resources in the store', wholeNumber(1, 10_000_000), '100000')
    .option('--million', 'also on a store of a million resources (some minutes)', false)
    .option('--long', 'validator: also Bundles of 5 to 50 MB', false)
    .addOption(json())
    .action(async (name: string, options) => done(await bench(name, options)));
  withExamples(measured, 'lenke bench validator', 'lenke bench fhir --records 20000 --rounds 1 --json');
}
