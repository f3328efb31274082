// How does the sandbox run as a process of its own? `node src/sandbox/process.ts --port 8091 [--systems kk,habu] [--tied]`

import { parseArgs } from 'node:util';
import { startSandbox } from './start.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8091' },
    host: { type: 'string', default: '127.0.0.1' },
    systems: { type: 'string' },
    log: { type: 'boolean', default: false },
    /** Ends when the parent closes our stdin, also when it was killed and could not say goodbye. */
    tied: { type: 'boolean', default: false },
  },
});

const sandbox = await startSandbox({
  port: Number(values.port),
  host: values.host,
  ...(values.systems !== undefined && { systems: values.systems.split(',') }),
  ...(values.log && { log: (line: object) => process.stderr.write(`${JSON.stringify(line)}\n`) }),
});

function stop(): void {
  void sandbox.stop().finally(() => process.exit(0));
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
if (values.tied) process.stdin.resume().once('end', stop).once('close', stop).once('error', stop);
process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
