// Does the parent still live? A child of a test ends when its stdin does, so that a test that was killed leaves nothing behind.
import { isMainThread } from 'node:worker_threads';

// A thread of the child runs this too, and has a stdin of its own that ends at once.
if (isMainThread) {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
  process.stdin.on('error', () => process.kill(process.pid, 'SIGKILL'));
  process.stdin.resume();
  process.stdin.unref?.();
}
