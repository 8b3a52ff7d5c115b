import { readFile } from 'node:fs/promises';
import path from 'node:path';

let script: Promise<Uint8Array<ArrayBuffer>> | undefined;

async function read(): Promise<Uint8Array<ArrayBuffer>> {
  const file = path.join(process.cwd(), 'node_modules', 'plotly.js-cartesian-dist-min', 'plotly-cartesian.min.js');
  return new Uint8Array(await readFile(file));
}

/** The chart library, from the installed package. Its version is in the query, so it may be kept for ever. */
export async function GET(): Promise<Response> {
  script ??= read();
  try {
    return new Response(await script, {
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    });
  } catch {
    script = undefined;
    return new Response('The chart library is not installed', { status: 500 });
  }
}
