// Which command that checks was asked for? Files, the surroundings, mappings/, settings.

import { Argument, type Command } from 'commander';
import { readClientSettings } from '../config/client.ts';
import { type CommandParts, gather, json, withExamples } from './command-parts.ts';
import { showConfig } from './config.ts';
import { checkData } from './data.ts';
import { doctor } from './doctor.ts';
import { validateFiles, validateLines, type ValidateSettings } from './validate.ts';

interface ValidateArguments extends ValidateSettings {
  readonly json: boolean;
  readonly profile: readonly string[];
  readonly batch?: string | boolean;
}

/** Adds `validate`. */
export function addValidate(program: Command, { done, language }: CommandParts): void {
  const command = program
    .command('validate')
    .description('validate FHIR JSON files, or NDJSON cases with --batch')
    .argument('[files...]')
    .option('--profile <url>', 'profile to apply besides meta.profile; may be repeated', gather, [])
    .option('--package <path>', 'FHIR package (.tgz) or folder to validate by; may be repeated', gather, [])
    .option('--terminology-server <url>', 'FHIR server to ask about codes that cannot be checked offline')
    .option('--batch [file]', 'NDJSON in, NDJSON out (default: stdin)')
    .addOption(json())
    .action(async (files: string[], { batch, ...given }: ValidateArguments, self: Command) => {
      const settings = { ...given, language: language() };
      if (batch !== undefined) return done(await validateLines(batch, settings));
      if (files.length === 0) self.error('error: name a file, or give --batch', { exitCode: 2 });
      return done(await validateFiles(files, settings));
    });
  withExamples(command, 'lenke validate patient.json bundle.json', 'lenke validate --batch cases.ndjson');
}

/** Adds `doctor`, `data` and `config`. */
export function addChecks(program: Command, { parts, done, language }: CommandParts): void {
  const examined = program
    .command('doctor')
    .description('check settings, data and surroundings')
    .addOption(json())
    .action(async (options) =>
      done(await doctor(parts, { ...options, ...readClientSettings(), language: language() })),
    );
  withExamples(examined, 'lenke doctor', 'LENKE_MAPPINGS=/etc/lenke/mappings lenke doctor --json');
  const data = program
    .command('data')
    .description('check mappings/: load all of it, and list what of the law waits for a sign-off')
    .addArgument(new Argument('<what>', 'what to do').choices(['check']))
    .option('--strict', 'exit code 1 while a point waits for its sign-off', false)
    .addOption(json())
    .action((_what: string, options) => done(checkData(parts, options)));
  withExamples(data, 'lenke data check', 'lenke data check --strict --json');
  const shown = program
    .command('config')
    .description('show the settings in force, secrets masked')
    .addOption(json())
    .action((options) => done(showConfig(options)));
  withExamples(shown, 'lenke config', 'lenke config --json');
}
