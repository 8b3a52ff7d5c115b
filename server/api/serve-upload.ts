import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AppError } from '../errors';
import { answerErrors } from './answer-errors';
import { services } from './context';
import { storeFile } from './data-folder';
import { refuseForeignOrigin } from './request-origin';

/** `PUT /api/files?name=churn.csv` with the raw bytes as body: they go to the store as they come. */
export function serveUpload(request: Request): Promise<Response> {
  return answerErrors('/api/files', async () => {
    const own = services();
    refuseForeignOrigin(request, own.env);
    const name = fileName(new URL(request.url).searchParams.get('name'));
    if (request.body === null) {
      throw new AppError({
        code: 'malformed',
        blame: 'user',
        message: 'The upload has no content.',
        place: { file: name },
        hint: 'Send the file’s bytes as the body of the request.',
      });
    }
    // The DOM's and Node's types of one and the same stream.
    const bytes = Readable.fromWeb(request.body as ReadableStream<Uint8Array>);
    return Response.json(await storeFile(own, bytes, name), { status: 201 });
  });
}

/** The last part of whatever path a browser sent. */
function fileName(given: string | null): string {
  const name = given?.split(/[\\/]/).at(-1)?.trim() ?? '';
  if (name !== '' && name.length <= 255) return name;
  throw new AppError({
    code: 'malformed',
    blame: 'user',
    message: 'The upload has no usable name.',
    hint: 'Name it in the query: /api/files?name=churn.csv',
  });
}
