import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pathProblem } from '@/nodes/export/file-path';
import { homeFolders } from '../env';
import { AppError } from '../errors';
import { answerErrors } from './answer-errors';
import { services } from './context';
import { refuseForeignOrigin } from './request-origin';

/** `GET /api/exports?file=reports/churn.csv`: a file that an export wrote, as a download. */
export function serveExport(request: Request): Promise<Response> {
  return answerErrors('/api/exports', async () => {
    const { env } = services();
    refuseForeignOrigin(request, env);
    const file = new URL(request.url).searchParams.get('file') ?? '';
    const path = await findExport(homeFolders(env.home).exports, file);
    const { size } = await stat(path);
    // Node's and the DOM's types of one and the same stream.
    const body = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
    const name = encodeURIComponent(basename(file));
    return new Response(body, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(size),
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

/** The place of an exported file; nothing outside of the folder is found, by dots or by links. */
export async function findExport(folder: string, file: string): Promise<string> {
  if (pathProblem(file) === undefined) {
    const root = await realpath(folder).catch(() => undefined);
    const real = await realpath(join(folder, file)).catch(() => undefined);
    if (root && real?.startsWith(root + sep) && (await stat(real)).isFile()) return real;
  }
  throw new AppError({
    code: 'not_found',
    blame: 'user',
    message: `There is no exported file “${file.slice(0, 200)}”.`,
    hint: 'Run the pipeline: an export writes its file in every run.',
  });
}
