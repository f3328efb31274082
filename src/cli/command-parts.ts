// What do the commands share? Their way to a gateway, their language, and how options are read.

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../domain/language.ts';
import type { Client } from './client.ts';
import type { CliParts } from './gateway.ts';

/** What each command is given. */
export interface CommandParts {
  readonly parts: CliParts;
  /** Says the exit code. */
  readonly done: (code: number) => void;
  /** The gateway of LENKE_URL. Throws LENKE_SETTINGS. */
  readonly client: () => Client;
  readonly language: () => Language;
}

/** `--json`, which every command has whose answer is no document. */
export function json(): Option {
  return new Option('--json', 'print JSON').default(false);
}

/** Reads an option as a whole number from `min` to `max`; what is none ends the command with exit code 2. */
export function wholeNumber(min: number, max: number): (text: string) => string {
  return (text) => {
    const ok = /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
    if (!ok) throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return text;
  };
}

/** Reads an option as a day of the calendar. */
export function day(text: string): string {
  const ok = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!ok) throw new InvalidArgumentError('It must be a day, such as 2026-01-01.');
  return text;
}

/** Reads an option that may be given more than once. */
export function gather(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** Shows how a command is used, below its help. A test reads these lines and holds each against the command. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
