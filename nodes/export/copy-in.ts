import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Socket } from 'node:net';
import type { Client } from 'pg';

/** What pg's client hands to a query that it carries out. */
interface Wire {
  readonly stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** `copy … from stdin` out of a file, as fast as the server takes it. Ends with the server's own error, at any moment. */
export function copyIn(client: Client, text: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    let failure: unknown;
    const send = async (wire: Wire): Promise<void> => {
      for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
        if (isOver) return;
        wire.sendCopyFromChunk(chunk as Buffer);
        if (wire.stream.writableNeedDrain) await Promise.race([once(wire.stream, 'drain'), once(wire.stream, 'close')]);
      }
      if (!isOver) wire.endCopyFrom();
    };
    const query = {
      submit: (wire: Wire) => wire.query(text),
      handleCopyInResponse(wire: Wire) {
        send(wire).catch((error: unknown) => {
          failure = error;
          if (!isOver) wire.sendCopyFail('the rows could not be read');
        });
      },
      handleCommandComplete: () => {},
      handleReadyForQuery() {
        isOver = true;
        resolve();
      },
      handleError(error: unknown) {
        isOver = true;
        reject(failure ?? error);
      },
    };
    client.query(query as never);
  });
}
