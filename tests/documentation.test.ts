// Is what README, docs and --help say there? Every command line, path of /ops/v1 and link.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Command, Option } from 'commander';
import { buildProgram } from '../src/cli/run-cli.ts';

const ROOT = join(import.meta.dirname, '..');

const never = (): never => {
  throw new Error('a line that is only read runs nothing');
};
const program = buildProgram(
  { version: '0', loadConfig: never, startGateway: never, openPipeline: never },
  () => undefined,
);

/** Every command that does something, with its words: `pathways explain`. */
function leaves(command: Command, words: readonly string[] = []): readonly (readonly [string, Command])[] {
  if (command.commands.length === 0) return [[words.join(' '), command]];
  return command.commands.flatMap((one) => leaves(one, [...words, one.name()]));
}

function helpOf(command: Command): string {
  const written: string[] = [];
  command.configureOutput({ writeOut: (text) => written.push(text) });
  command.outputHelp();
  return written.join('');
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...(readdirSync(join(ROOT, 'docs'), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Command lines of a page: in fenced blocks and in code between backticks. */
function linesOf(text: string): readonly string[] {
  const fenced = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...fenced, ...inline]
    .map((line) => /^(?:[A-Z_]+=\S+ )*(?:npx )?lenke ([a-z].*)$/.exec(line.replace(/\s+#.*$/, ''))?.[1])
    .filter((line) => line !== undefined);
}

/** The synopses of the README's table of commands, as if every optional part were given. */
function synopses(): readonly string[] {
  const [, chapter = ''] = /^## Commands\n(.*?)^## /ms.exec(textOf('README.md')) ?? [];
  return chapter
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.replaceAll('\\|', '/').split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, code = '']) => code.replaceAll(/[[\]]/g, ''));
}

/** What is wrong with a line; undefined when there is such a command, with such options and as many arguments. */
function problemOf(line: string): string | undefined {
  const words = [...line.replace(/\s[|>]\s.*$/, '').matchAll(/"[^"]*"|\S+/g)].map(([word]) => word);
  const { command, rest } = descend(program, words);
  if (command.commands.length > 0) return `${command.name()} has no command "${rest[0] ?? ''}"`;
  // A command that is only named.
  return rest.length === 0 ? undefined : argumentsProblem(command, rest);
}

function descend(from: Command, words: readonly string[]): { command: Command; rest: readonly string[] } {
  const next = from.commands.find((one) => one.name() === words[0]);
  return next ? descend(next, words.slice(1)) : { command: from, rest: words };
}

function argumentsProblem(command: Command, words: readonly string[]): string | undefined {
  const operands: string[] = [];
  for (const [at, word] of words.entries()) {
    const before = optionOf(command, words[at - 1] ?? '');
    if (word.startsWith('--')) {
      if (word !== '--help' && !optionOf(command, word)) return `${command.name()} has no option ${word}`;
    } else if (before?.required === true || before?.optional === true) {
      if (isWrongChoice(before, word)) return `${before.long ?? ''} cannot be ${word}`;
    } else operands.push(word);
  }
  const needed = command.registeredArguments.filter(({ required }) => required).length;
  const isVariadic = command.registeredArguments.some(({ variadic }) => variadic);
  const most = isVariadic ? Number.POSITIVE_INFINITY : command.registeredArguments.length;
  const isRight = words.includes('--help') || (operands.length >= needed && operands.length <= most);
  return isRight ? undefined : `${command.name()} takes ${needed} to ${most} arguments`;
}

function optionOf(command: Command, word: string): Option | undefined {
  return command.options.find(({ long }) => long === word.split('=')[0]);
}

/** `…`, `n` and `<name>` stand for something. */
function isWrongChoice({ argChoices }: Option, word: string): boolean {
  return argChoices !== undefined && !/[…<]/.test(word) && !argChoices.includes(word);
}

describe('the command line', () => {
  const documents = ['pathways export', 'pathways flowchart'];

  test.each(leaves(program))('lenke %s shows how it is used and speaks JSON', (name, command) => {
    const help = helpOf(command);
    const [, examples = ''] = /Examples:\n([^]*)$/.exec(help) ?? [];
    const lines = linesOf(
      examples
        .split('\n')
        .map((line) => `\`${line.trim()}\``)
        .join('\n'),
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.map(problemOf).filter(Boolean)).toEqual([]);
    expect(lines.every((line) => line.startsWith(name))).toBe(true);
    // The answer of these two is a document of its own kind.
    expect(command.options.some(({ long }) => long === '--json')).toBe(!documents.includes(name));
  });

  test.each(pages)('%s tells only lines that can be typed', (page) => {
    const wrong = linesOf(textOf(page)).flatMap((line) => {
      const problem = problemOf(line);
      return problem === undefined ? [] : [`lenke ${line}: ${problem}`];
    });
    expect(wrong).toEqual([]);
  });

  test('the README names every command, and none that is not there', () => {
    const told = synopses();
    expect(told.length).toBeGreaterThan(20);
    expect(told.map(problemOf).filter(Boolean)).toEqual([]);
    const missing = leaves(program).filter(([name]) => !told.some((line) => line.startsWith(name)));
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  test('a line that is wrong is found', () => {
    expect(pages.flatMap((page) => linesOf(textOf(page))).length).toBeGreaterThan(30);
    const lines = [
      'evnts',
      'events --lim 3',
      'deliveries --state bogus',
      'trigger',
      'pathways nothing',
      'data a b',
    ];
    expect(lines.map(problemOf).filter((problem) => problem === undefined)).toEqual([]);
  });
});

/** The paths of the OpenAPI document, with `{id}` standing for one step. */
function openApiPaths(): readonly RegExp[] {
  const { paths } = JSON.parse(textOf('docs/openapi.json')) as { paths: Record<string, object> };
  return Object.keys(paths).map(
    (path) => new RegExp(`^${path.replace('/ops/v1', '').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
  );
}

/** Headings as the hash of a link names them. */
function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('links', () => {
  test.each([...pages, 'SECURITY.md', 'CHANGELOG.md'])('of %s lead somewhere', (page) => {
    const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
    const dead = links.flatMap(([whole, path = '', hash]) => {
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return [whole];
      return hash === undefined || anchorsOf(textOf(target)).includes(hash) ? [] : [whole];
    });
    expect(dead).toEqual([]);
  });
});

describe('curl', () => {
  test.each(pages)('%s calls only paths there are', (page) => {
    const called = [...textOf(page).matchAll(/\/ops\/v1(\/[^\s'"`?,)]*)/g)].map(([, path = '']) => path);
    const known = openApiPaths();
    const wrong = called.filter((path) => !known.some((one) => one.test(path.replace(/[.:]+$/, ''))));
    expect(wrong).toEqual([]);
  });
});
