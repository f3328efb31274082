// Which command was asked for? The command line of Lenke: its program, and what a failure says.

import { Command } from 'commander';
import { readClientSettings } from '../config/client.ts';
import type { Config } from '../config/load.ts';
import { failureText, GatewayError } from '../domain/failure.ts';
import { sqlState } from '../store/sql-state.ts';
import { addChecks, addValidate } from './check-commands.ts';
import { createClient } from './client.ts';
import type { CommandParts } from './command-parts.ts';
import type { CliParts } from './gateway.ts';
import { addDisclosure } from './disclosure-commands.ts';
import { addDeliveries, addEvents } from './journal-commands.ts';
import { addPathways } from './pathways-commands.ts';
import { addMeasuring, addServe, addTrigger } from './run-commands.ts';

/** Runs a command; resolves to its exit code. A failure is one sentence on stderr: 2 for a wrong command line, else 1. */
export async function runCli(argv: readonly string[], parts: CliParts): Promise<number> {
  const result = { code: 0 };
  const program = buildProgram(parts, (code) => {
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
  const settings = settingsOf(parts);
  const known = error instanceof GatewayError ? error : unforeseen(error);
  const sentence = failureText(known.code, known.facts, settings?.language ?? 'en');
  process.stderr.write(`${sentence} (${known.code})\n`);
  // Where a bug of ours is, only who asks for it sees: its message may quote what it stumbled over.
  if (known.code === 'LENKE_COMMAND' && settings?.logLevel === 'debug')
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

/** A bug of ours, by its kind alone. */
function unforeseen(cause: unknown): GatewayError {
  const reason = sqlState(cause) ?? (cause instanceof Error ? cause.name : typeof cause);
  return new GatewayError('LENKE_COMMAND', { reason }, { cause });
}

/** The settings; undefined when they are what is wrong. */
function settingsOf(parts: CliParts): Pick<Config, 'language' | 'logLevel'> | undefined {
  try {
    return parts.loadConfig();
  } catch {
    return undefined;
  }
}

/** The program with every command; `done` is told the exit code of the one that ran. */
export function buildProgram(parts: CliParts, done: (code: number) => void): Command {
  const program = new Command('lenke')
    .description('Makes the hand-over hold: FHIR in, law and consent decided, delivered with a receipt.')
    .version(parts.version)
    .exitOverride();
  const language = () => parts.loadConfig().language;
  const client = () => {
    const { url, token } = readClientSettings();
    return createClient(url, token, language());
  };
  const shared: CommandParts = { parts, done, client, language };
  addServe(program, shared);
  addTrigger(program, shared);
  addEvents(program, shared);
  addPathways(program, shared);
  addDeliveries(program, shared);
  addMeasuring(program, shared);
  addValidate(program, shared);
  addChecks(program, shared);
  addDisclosure(program, shared);
  return program;
}
