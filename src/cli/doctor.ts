// Is everything there? Each line a check with its remedy; nothing is changed.

import { access, constants, mkdir } from 'node:fs/promises';
import { PHASES } from '../disclosure/law-file.ts';
import { GatewayError } from '../domain/failure.ts';
import { createValidator } from '../fhir/validator/validator.ts';
import { shippedMappings } from '../pipeline/data.ts';
import { loadData } from '../pipeline/data.ts';
import { createClient } from './client.ts';
import type { CliParts } from './gateway.ts';
import { createOutput } from './output.ts';

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  readonly remedy?: string;
}

/** Exit code 0 when every check holds, 1 otherwise. */
export async function doctor(
  parts: CliParts,
  options: { readonly json: boolean; readonly url: string; readonly token: string | undefined },
): Promise<number> {
  const output = createOutput(options);
  const checks: Check[] = [
    node(),
    settings(parts),
    data(parts),
    callers(parts),
    await directory(parts),
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
  return attempt('settings', 'npx lenke config shows what is in force', () => {
    const { environment, roles } = parts.loadConfig();
    return `${environment}, roles ${[...roles].join(',')}`;
  });
}

function data(parts: CliParts): Check {
  return attempt('mappings', 'mend the file at the place named', () => {
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
function callers(parts: CliParts): Check {
  const remedy = 'role is a row of docs/law.md, or an alias in mappings/law';
  const check = attempt('callers', remedy, () => rowless(parts).join(', '));
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

async function directory(parts: CliParts): Promise<Check> {
  const { databaseUrl, dataDirectory } = parts.loadConfig();
  if (databaseUrl !== undefined) return { name: 'database', ok: true, found: 'DATABASE_URL' };
  try {
    await mkdir(dataDirectory, { recursive: true });
    await access(dataDirectory, constants.W_OK);
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

async function running({
  url,
  token,
}: {
  readonly url: string;
  readonly token: string | undefined;
}): Promise<Check> {
  try {
    await createClient(url, token).ops<object>('/queues');
    return { name: 'gateway', ok: true, found: `answers at ${url}` };
  } catch (error) {
    const away = error instanceof GatewayError && error.code === 'LENKE_NO_GATEWAY';
    return {
      name: 'gateway',
      ok: away,
      found: away ? `none runs at ${url} (that is fine before you start one)` : String(error),
    };
  }
}

function attempt(name: string, remedy: string, work: () => string): Check {
  try {
    return { name, ok: true, found: work() };
  } catch (error) {
    return { name, ok: false, found: error instanceof Error ? error.message : String(error), remedy };
  }
}
