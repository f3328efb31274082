// How do the messages of one moment reach the database? In one write: each packet costs both ends more than its bytes.

import { Socket } from 'node:net';

/**
 * A socket for a connection of `pg` (its option `stream`). What is written is held until the turn of the event loop is
 * over; then it is one packet.
 */
export function openGathered(): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket) as (...where: unknown[]) => Socket;
  // Node gives a socket its own `write` back whenever it connects (net.js), so a class that overrides it gathers nothing.
  socket.connect = (...where: unknown[]) => {
    connect(...where);
    gather(socket);
    return socket;
  };
  return socket;
}

function gather(socket: Socket): void {
  const write = socket.write.bind(socket) as (...what: unknown[]) => boolean;
  const turn = { isGathering: false };
  socket.write = (...what: unknown[]) => {
    if (!turn.isGathering) {
      turn.isGathering = true;
      socket.cork();
      process.nextTick(() => {
        turn.isGathering = false;
        socket.uncork();
      });
    }
    return write(...what);
  };
}
