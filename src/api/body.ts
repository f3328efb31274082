// What bytes came? Reads a body within its limits of size and time, unpacked when it is packed.

import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { GatewayError } from '../domain/failure.ts';

/** Limits of one body. */
export interface BodyLimits {
  readonly maxBodyBytes: number;
  readonly bodyTimeoutSeconds: number;
}

/** Reads the whole body as one buffer; throws as `readChunks`. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const chunks = await readChunks(request, limits);
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/**
 * Reads the whole body, in the pieces it came in: putting 25 MB together takes longer than others should wait. LENKE_TOO_LARGE counts both the packed and the unpacked bytes (a bomb is stopped while it
 * unpacks), LENKE_BODY_TIMEOUT ends a body that trickles in, LENKE_MEDIA_TYPE names an unknown Content-Encoding.
 * What is left of a refused body is thrown away unread by Node, within `server.requestTimeout`.
 */
export async function readChunks(request: IncomingMessage, limits: BodyLimits): Promise<readonly Buffer[]> {
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBodyBytes) throw tooLarge(limits);
  const stream = unpack(request);
  return await new Promise<readonly Buffer[]>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(
      () => fail(new GatewayError('LENKE_BODY_TIMEOUT', { seconds: limits.bodyTimeoutSeconds })),
      limits.bodyTimeoutSeconds * 1000,
    );
    function settle(): void {
      clearTimeout(timer);
      stream.removeAllListeners('data');
      request.unpipe();
      request.resume();
      if (stream !== request) stream.destroy();
    }
    function fail(error: GatewayError): void {
      settle();
      reject(error);
    }
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.maxBodyBytes) fail(tooLarge(limits));
      else chunks.push(chunk);
    });
    stream.once('end', () => {
      settle();
      resolve(chunks);
    });
    stream.once('error', (cause: Error) => fail(broken(cause)));
    request.once('close', () => {
      if (!request.complete) fail(broken(new Error('connection closed')));
    });
  });
}

function tooLarge(limits: BodyLimits): GatewayError {
  return new GatewayError('LENKE_TOO_LARGE', {
    limit: limits.maxBodyBytes,
    expression: 'http.content-length',
  });
}

function broken(cause: Error): GatewayError {
  return new GatewayError(
    'LENKE_UNREADABLE',
    { reason: 'it ended too early or could not be unpacked', line: 1, column: 1 },
    { cause },
  );
}

function unpack(request: IncomingMessage): Readable {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  switch (encoding) {
    case 'identity':
    case '':
      return request;
    case 'gzip':
    case 'x-gzip':
      return request.pipe(createGunzip());
    case 'deflate':
      return request.pipe(createInflate());
    case 'br':
      return request.pipe(createBrotliDecompress());
    default:
      throw new GatewayError('LENKE_MEDIA_TYPE', {
        type: encoding.replaceAll(/[^\w-]/g, '').slice(0, 40),
        accept: 'gzip, deflate, br',
        expression: 'http.content-encoding',
      });
  }
}
