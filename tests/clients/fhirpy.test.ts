// Does a vendor's day go well with fhirpy? Where Python and fhirpy are there (LENKE_PYTHON names another Python).

import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { startRunning } from '../support/running.ts';

const PYTHON = process.env['LENKE_PYTHON'] ?? 'python3';
const isThere = spawnSync(PYTHON, ['-c', 'import fhirpy']).status === 0;
const suite = isThere ? describe : describe.skip;

suite(isThere ? 'fhirpy' : 'fhirpy (skipped: no Python with fhirpy)', () => {
  test('creates, finds, pages, includes, patches, sends a transaction and is told what went wrong', async () => {
    const gateway = await startRunning();
    try {
      const script = join(import.meta.dirname, 'vendor_day.py');
      const { stdout } = await promisify(execFile)(PYTHON, [script, `${gateway.url}/fhir`]);
      expect(JSON.parse(stdout)).toEqual({
        created: '1',
        found: true,
        updated: '2',
        patched: ['female', '3'],
        once: [true, false],
        pages: 7,
        counted: 7,
        included: 1,
        transaction: ['201 Created', '200 OK'],
        history: ['3', '2', '1'],
        everything: 8,
        invalid: 'code-invalid',
        missing: 'ResourceNotFound',
        several: 'MultipleResourcesFound',
        gone: 'ResourceNotFound',
      });
    } finally {
      await gateway.stop();
    }
  }, 60_000);
});
