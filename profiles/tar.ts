// How are files put into one? A ustar archive, gzipped: the same files give the same bytes.

import { gzipSync } from 'node:zlib';

const BLOCK = 512;

/** Field of a ustar header at its place; numbers are octal text. */
function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
  // A name over 100 bytes goes into prefix and name, parted at a slash; ours are far shorter.
  if (Buffer.byteLength(name) > 100) throw new Error(`Name too long for ustar: ${name}`);
  block.write(name, 0);
  block.write(octal(0o644, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  block.write(octal(size, 12), 124);
  // No time: a package built twice is the same package.
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A .tgz of these files, in the order given. */
export function tgz(files: ReadonlyMap<string, string>): Buffer {
  const parts = [...files].flatMap(([name, text]) => {
    const content = Buffer.from(text, 'utf8');
    const rest = (BLOCK - (content.length % BLOCK)) % BLOCK;
    return [header(name, content.length), content, Buffer.alloc(rest)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]), { level: 9 });
}
