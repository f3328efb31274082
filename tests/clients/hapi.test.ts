// Does a vendor's day go well with HAPI's Java client? Where Java and Maven are there, and HAPI can be had.

import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { startRunning } from '../support/running.ts';

const HERE = join(import.meta.dirname, 'hapi');
const BUILD = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'lenke-hapi-client');
const CLASSPATH = join(BUILD, 'classpath');

/** Compiles it, from what Maven has and else from the network; undefined when it worked. */
function build(): string | undefined {
  for (const program of ['java', 'mvn']) {
    if (spawnSync(program, ['-version']).status !== 0) return `no ${program}`;
  }
  const goals = ['compile', 'dependency:build-classpath', `-Dmdep.outputFile=${CLASSPATH}`];
  const common = ['-q', '-B', '-f', join(HERE, 'pom.xml'), `-Dbuild.dir=${join(BUILD, 'target')}`, ...goals];
  for (const network of [['-o'], []]) {
    if (spawnSync('mvn', [...network, ...common], { timeout: 240_000 }).status === 0) return undefined;
  }
  return 'Maven cannot build it';
}

const reason = build();
const suite = reason === undefined ? describe : describe.skip;

suite(reason === undefined ? "HAPI's client" : `HAPI's client (skipped: ${reason})`, () => {
  test('creates, finds, pages, includes, patches both ways, sends transactions and is told what went wrong', async () => {
    const gateway = await startRunning();
    try {
      const classes = `${join(BUILD, 'target', 'classes')}:${readFileSync(CLASSPATH, 'utf8').trim()}`;
      const { stdout } = await promisify(execFile)('java', [
        '-Xmx512m',
        '-cp',
        classes,
        'VendorDay',
        `${gateway.url}/fhir`,
      ]);
      expect(JSON.parse(stdout)).toEqual({
        version: '4.0.1',
        once: 'true true',
        found: '1',
        updated: '2',
        jsonPatch: '3',
        fhirPatch: '4 female',
        conditionalUpdate: '5',
        vread: 'false',
        history: '5',
        systemHistory: '2',
        transaction: '201 Created 200 OK',
        pages: '3 10 true',
        everything: '11',
        meta: '5',
        valid: 'true',
        count: '10',
        stale: '412 OperationOutcome',
        missing: '404 OperationOutcome',
        invalid: '422 OperationOutcome',
        gone: '410 OperationOutcome',
      });
    } finally {
      await gateway.stop();
    }
  }, 180_000);
});
