// What does HL7's Java engine say of a case? Asked in one batch through ../shared/oracle.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ORACLE = join(import.meta.dirname, '..', '..', '..', 'shared', 'oracle', 'run');
const TIMEOUT_MS = 300_000;

/** A case as the oracle takes it. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly supporting: readonly object[];
  /** Definitions it is held against. */
  readonly profiles: readonly object[];
}

interface Answer {
  readonly id: string;
  readonly outcome: { readonly issue?: readonly { readonly severity: string }[] };
}

/** Its verdict by id, or why it cannot be asked here. */
export function askJava(questions: readonly Question[]): ReadonlyMap<string, 'valid' | 'invalid'> | string {
  if (!existsSync(ORACLE)) return '../shared/oracle is not here';
  const lacking = ['java', 'mvn'].find((tool) => spawnSync(tool, ['--version']).status !== 0);
  if (lacking !== undefined) return `${lacking} is not here`;
  const empty = mkdtempSync(join(tmpdir(), 'lenke-conformance-'));
  const input = questions.map((one) => `${JSON.stringify(one)}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024, timeout: TIMEOUT_MS } as const;
  const { status, stdout, stderr } = spawnSync(ORACLE, ['--package', empty], options);
  rmSync(empty, { recursive: true });
  if (status !== 0) return `it stopped (${status}): ${stderr.slice(-500)}`;
  const answers = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Answer => JSON.parse(line));
  return new Map(
    answers.map(({ id, outcome }) => {
      const isBad = outcome.issue?.some(({ severity }) => severity === 'error' || severity === 'fatal');
      return [id, isBad === true ? 'invalid' : 'valid'];
    }),
  );
}
