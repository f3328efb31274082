// Is everything there? Each line a check with its remedy; nothing is changed.

import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PHASES } from '../disclosure/law-file.ts';
import { failureText, GatewayError } from '../domain/failure.ts';
import type { Language } from '../domain/language.ts';
import { createValidator } from '../fhir/validator/validator.ts';
import { shippedMappings } from '../pipeline/data.ts';
import { loadData } from '../pipeline/data.ts';
import { reachDatabase } from '../store/reach.ts';
import { createClient } from './client.ts';
import type { CliParts } from './gateway.ts';
import { createOutput } from './output.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy?: string;
}

/** Which gateway is asked for, and in which language it is told. */
interface Asked {
  readonly url: string;
  readonly token: string | undefined;
  readonly language: Language;
}

/** Exit code 0 when every check holds, 1 otherwise. */
export async function doctor(parts: CliParts, options: Asked & { readonly json: boolean }): Promise<number> {
  const output = createOutput(options);
  const checks: Check[] = [
    node(),
    settings(parts),
    data(parts, options.language),
    callers(parts, options.language),
    await database(parts, options.language),
    await running(options),
  ];
  if (options.json) output.json(checks);
  else
    for (const { name, ok, found, remedy } of checks)
      output.line(
        `${ok ? '✓' : '✗'} ${name.padEnd(10)} ${found}${ok || remedy === undefined ? '' : `  → ${remedy}`}`,
      );
  return checks.every(({ ok }) => ok) ? 0 : 1;
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return {
    name: 'node',
    ok: major > 22 || (major === 22 && minor >= 18),
    found: process.versions.node,
    remedy: 'npm install brings a newer one along',
  };
}

function settings(parts: CliParts): Check {
  return attempt(
    'settings',
    'en',
    () => {
      const { environment, roles } = parts.loadConfig();
      return `${environment}, roles ${[...roles].join(',')}`;
    },
    'npx lenke config shows what is in force',
  );
}

function data(parts: CliParts, language: Language): Check {
  return attempt('mappings', language, () => {
    const config = parts.loadConfig();
    const loaded = loadData({
      ...config,
      mappings: config.mappings ?? shippedMappings(),
      everyType: createValidator().types(),
    });
    return `${loaded.pathway.actions.length} actions, ${loaded.directory.recipients.length} recipients, law ${loaded.law.version}`;
  });
}

/** A caller whose role has no row sees nothing of anybody: that is the law's answer to a typing error too. */
function callers(parts: CliParts, language: Language): Check {
  const remedy = 'role is a row of docs/law.md, or an alias in mappings/law';
  const check = attempt('callers', language, () => rowless(parts).join(', '), remedy);
  if (!check.ok) return check;
  const { found } = check;
  const told = found === '' ? 'each role is judged by a row' : `the law has no row for the role of ${found}`;
  return { name: 'callers', ok: found === '', found: told, remedy };
}

function rowless(parts: CliParts): readonly string[] {
  const config = parts.loadConfig();
  const mappings = config.mappings ?? shippedMappings();
  const { law } = loadData({ ...config, mappings, everyType: createValidator().types() });
  const rows = new Set(PHASES.flatMap((phase) => law.rowsIn(phase)));
  return config.callers
    .filter(({ scopes, reads, role }) => scopes.includes('fhir') && !reads && !rows.has(law.rowOf(role)))
    .map(({ id, role }) => `${id} (${role})`);
}

async function database(parts: CliParts, language: Language): Promise<Check> {
  const { databaseUrl, dataDirectory } = parts.loadConfig();
  if (databaseUrl === undefined) return directory(dataDirectory);
  try {
    await reachDatabase(databaseUrl);
    return { name: 'database', ok: true, found: 'DATABASE_URL answers' };
  } catch (error) {
    return { name: 'database', ok: false, found: said(error, language) };
  }
}

async function directory(dataDirectory: string): Promise<Check> {
  try {
    await access(nearest(dataDirectory), constants.W_OK);
    return { name: 'database', ok: true, found: `embedded in ${dataDirectory}` };
  } catch {
    return {
      name: 'database',
      ok: false,
      found: `${dataDirectory} cannot be written`,
      remedy: 'set LENKE_DATA or DATABASE_URL',
    };
  }
}

/** The folder itself, or the nearest above it that is there: the first start makes the rest, and to look changes nothing. */
function nearest(wanted: string): string {
  let place = resolve(wanted);
  while (!existsSync(place)) place = dirname(place);
  return place;
}

async function running({ url, token, language }: Asked): Promise<Check> {
  try {
    await createClient(url, token, language).ops<object>('/queues');
    return { name: 'gateway', ok: true, found: `answers at ${url}` };
  } catch (error) {
    const away = error instanceof GatewayError && error.code === 'LENKE_NO_GATEWAY';
    return {
      name: 'gateway',
      ok: away,
      found: away ? `none runs at ${url} (that is fine before you start one)` : said(error, language),
    };
  }
}

function attempt(name: string, language: Language, work: () => string, remedy?: string): Check {
  try {
    return { name, ok: true, found: work() };
  } catch (error) {
    return { name, ok: false, found: said(error, language), ...(remedy !== undefined && { remedy }) };
  }
}

function said(error: unknown, language: Language): string {
  if (error instanceof GatewayError)
    return `${failureText(error.code, error.facts, language)} (${error.code})`;
  return error instanceof Error ? error.name : String(error);
}
