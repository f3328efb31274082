// Which files does a tar archive hold? Read in memory: FHIR packages are small, and nothing of them may land on a disk.

import { GatewayError } from '../../domain/failure.ts';

/** A regular file of an archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** Text up to the first NUL. */
function textAt(block: Buffer, from: number, length: number): string {
  const end = block.indexOf(0, from);
  return block.toString('utf8', from, end < 0 ? from + length : Math.min(end, from + length));
}

/** POSIX ustar: octal digits, or with the first bit set a binary number (GNU). */
function numberAt(block: Buffer, from: number, length: number): number {
  const binary = ((block[from] ?? 0) & 0x80) !== 0;
  return binary
    ? block.readUIntBE(from + length - 6, 6)
    : Number.parseInt(textAt(block, from, length).trim() || '0', 8);
}

/** The sum of all bytes, those of the sum itself counted as spaces. */
function isHeader(block: Buffer): boolean {
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum === numberAt(block, 148, 8);
}

/** `path` of a pax header: lines `<length> key=value`. */
function paxPath(bytes: Buffer): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(bytes.toString('utf8'))?.[1];
}

/**
 * The regular files of a tar archive (ustar, pax and GNU long names; links and devices are passed over). Throws
 * LENKE_FILE when it is no tar or ends too early. Rejected: the package `tar`, which brings six more and writes to disk.
 */
export function readTar(archive: Buffer, file: string): TarFile[] {
  const files: TarFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const header = archive.subarray(at, at + BLOCK);
    if (header[0] === 0) break;
    const size = numberAt(header, 124, 12);
    const start = at + BLOCK;
    if (!isHeader(header) || !(size >= 0) || start + size > archive.length)
      throw new GatewayError('LENKE_FILE', { file, reason: 'not a whole tar archive' });
    const bytes = archive.subarray(start, start + size);
    const kind = String.fromCharCode(header[156] ?? 0);
    const prefix = textAt(header, 257, 5) === 'ustar' ? textAt(header, 345, 155) : '';
    const short = textAt(header, 0, 100);
    if (kind === 'x') longName = paxPath(bytes) ?? longName;
    else if (kind === 'L') longName = textAt(bytes, 0, size);
    else {
      const name = longName ?? (prefix === '' ? short : `${prefix}/${short}`);
      if (kind === '0' || kind === '\0') files.push({ name, bytes });
      longName = undefined;
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}
