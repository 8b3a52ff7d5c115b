import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface DataFile {
  readonly name: string;
  readonly content: Buffer;
}

export const dataFile = (path: string): DataFile => ({ name: basename(path), content: readFileSync(path) });
