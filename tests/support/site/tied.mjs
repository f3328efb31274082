// Does the parent still live? A child of a test ends when its stdin does, so that a test that was killed leaves nothing behind.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.on('error', () => process.kill(process.pid, 'SIGKILL'));
process.stdin.resume();
process.stdin.unref?.();
