#!/usr/bin/env node
// Runs the command line on a Node that can: the one npm installed beside us when the one that started is too old.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const newEnough = major > 22 || (major === 22 && minor >= 18);

/** The Node carried by the platform packages of optionalDependencies. */
function carriedNode() {
  const { platform, arch } = process;
  const names = [`node-${platform === 'win32' ? 'win' : platform}-${arch}`, `node-bin-${platform}-${arch}`];
  const require = createRequire(import.meta.url);
  for (const name of names) {
    try {
      const file = join(dirname(require.resolve(`${name}/package.json`)), 'bin', platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(file)) return file;
    } catch {
      // not this platform's package
    }
  }
  return undefined;
}

async function run() {
  // Keeps compiled code (and stripped types) between runs: halves the start. Without a writable place it does nothing.
  module.enableCompileCache?.();
  // Who reads us may have seen enough (`lenke … | head`): that is no fault, and the command ends as it would have.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  // Type stripping is not allowed under node_modules: a published package carries dist.
  const built = join(root, 'dist', 'src', 'main.js');
  const { main } = await import(existsSync(built) ? built : join(root, 'src', 'main.ts'));
  process.exitCode = await main(process.argv.slice(2));
  // What a library left open must not keep us: everything of ours has stopped by now.
  setTimeout(() => process.exit(), 1000).unref();
}

// A gateway lives for months beside a database: keep the heap small instead of letting it grow into whatever memory there is
// (docs/decisions/0008-small-heap-and-compile-cache.md has the measurements).
const SMALL_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=60'];
// glibc gives each of Node's threads a heap of its own that is never given back; one for all is 15 to 30 MB less. An
// operator's own setting stands.
const ENVIRONMENT = { MALLOC_ARENA_MAX: '1', ...process.env };
const longLived = ['serve', 'demo'].includes(process.argv[2] ?? '');
const isSmall = SMALL_HEAP.every((flag) => process.execArgv.includes(flag));

if (newEnough && longLived && !isSmall && typeof process.execve === 'function') {
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...SMALL_HEAP, fileURLToPath(import.meta.url), ...process.argv.slice(2)], ENVIRONMENT);
} else if (newEnough) {
  await run();
} else {
  const node = carriedNode();
  if (!node) {
    console.error(`Lenke needs Node 22.18 or newer; this is ${process.versions.node}. Run npm install, which brings one along.`);
    process.exit(1);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
