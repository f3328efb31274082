// How do the messages of one moment reach the database? In one write: each packet costs both ends more than its bytes.

import { Socket } from 'node:net';

type Done = (error?: Error | null) => void;
type Bytes = string | Uint8Array;

/** Holds what is written until the turn of the event loop is over; then it is one packet. */
class GatheredSocket extends Socket {
  #isGathering = false;

  override write(bytes: Bytes, done?: Done): boolean;
  override write(bytes: Bytes, encoding?: BufferEncoding, done?: Done): boolean;
  override write(bytes: Bytes, encoding?: BufferEncoding | Done, done?: Done): boolean {
    this.#gather();
    return typeof encoding === 'function' ? super.write(bytes, encoding) : super.write(bytes, encoding, done);
  }

  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.cork();
    process.nextTick(() => {
      this.#isGathering = false;
      this.uncork();
    });
  }
}

/** A socket for a connection of `pg` (its option `stream`). */
export function openGathered(): Socket {
  return new GatheredSocket();
}
