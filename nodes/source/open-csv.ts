import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ParseRules, StageFailure } from '../kernel';

const HEAD_BYTES = 1 << 20;

export interface CsvFile {
  /** A UTF-8 file. */
  readonly path: string;
  /** Its beginning as text, without a byte order mark. */
  readonly head: string;
}

/** Finds out what a file is that should be CSV, and turns other encodings into UTF-8 on disk, chunk by chunk. */
export async function openCsv(
  path: string,
  name: string,
  encoding: ParseRules['encoding'],
  scratchFolder: string,
): Promise<CsvFile> {
  if ((await stat(path)).size === 0)
    throw new StageFailure(`${name} is empty.`, { kind: 'data', hint: 'Choose a file that has rows.' });
  const bytes = await readHead(path);
  refuseOtherFormats(bytes, name);
  if (encoding === 'utf-8') {
    refuseUtf16(bytes, name);
    return { path, head: new TextDecoder('utf-8').decode(bytes) };
  }
  const label = encoding === 'latin-1' ? 'windows-1252' : utf16Label(bytes, name);
  const copy = join(scratchFolder, 'utf-8.csv');
  await transcode(path, copy, label, name);
  return { path: copy, head: new TextDecoder('utf-8').decode(await readHead(copy)) };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuseOtherFormats(bytes: Buffer, name: string): void {
  const magic = bytes.subarray(0, 4).toString('latin1');
  const found =
    magic === 'PAR1'
      ? ['a Parquet file', 'Choose the format Parquet in the source.']
      : magic === 'PK\x03\x04'
        ? ['a zip archive or an Excel workbook', 'Save it as CSV first.']
        : magic.startsWith('\x1f\x8b')
          ? ['compressed with gzip', 'Unpack it first.']
          : undefined;
  if (found) throw new StageFailure(`${name} is not CSV: it is ${found[0]}.`, { kind: 'data', hint: found[1] });
}

function refuseUtf16(bytes: Buffer, name: string): void {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const firstZero = bytes.indexOf(0);
  if (!hasMark && firstZero < 0) return;
  const where = hasMark ? 'it begins with a UTF-16 byte order mark' : `byte ${firstZero + 1} is zero`;
  throw new StageFailure(`${name} is not UTF-8: ${where}.`, {
    kind: 'data',
    hint: 'Choose the encoding UTF-16 in the source, or save the file as UTF-8.',
  });
}

/** Little-endian unless its byte order mark, or the place of its zeros, says otherwise. */
function utf16Label(bytes: Buffer, name: string): 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  if (zeros[0] === 0 && zeros[1] === 0) {
    throw new StageFailure(`${name} is not UTF-16: it has no byte order mark and no zero bytes.`, {
      kind: 'data',
      hint: 'Choose the encoding UTF-8 or Latin-1 in the source.',
    });
  }
  return zeros[0]! > zeros[1]! ? 'utf-16be' : 'utf-16le';
}

/** DuckDB reads neither big-endian UTF-16 nor the printable bytes 80 to 9F that files called Latin-1 have. */
async function transcode(from: string, to: string, label: string, name: string): Promise<void> {
  const decoder = new TextDecoder(label, { fatal: true });
  let bytesRead = 0;
  const decode = new Transform({
    transform(chunk: Buffer, _, done) {
      try {
        const text = decoder.decode(chunk, { stream: true });
        bytesRead += chunk.length;
        done(null, text);
      } catch {
        done(undecodable(name, label, bytesRead));
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode());
      } catch {
        done(undecodable(name, label, bytesRead));
      }
    },
  });
  await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), decode, createWriteStream(to));
}

const undecodable = (name: string, label: string, after: number): StageFailure =>
  new StageFailure(`${name} is not ${label.toUpperCase()}: some text after byte ${after} cannot be read.`, {
    kind: 'data',
    hint: 'Choose another encoding in the source, or save the file as UTF-8.',
  });
