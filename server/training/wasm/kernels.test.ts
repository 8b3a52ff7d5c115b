import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it.each(['kernels.wasm', 'forest.wasm'])(
  '%s is what assembly/ builds; run node server/training/wasm/build.mjs',
  async (file) => {
    const script = `
    import { buildKernels } from ${JSON.stringify(new URL('./build.mjs', import.meta.url).href)};
    process.stdout.write(Buffer.from(await buildKernels({ file: '${file}', write: false })).toString('base64'));`;
    // In a process of its own: the compiler would keep 200 MB of the test runner's memory.
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const committed = await readFile(fileURLToPath(new URL(`./${file}`, import.meta.url)));
    expect(Buffer.from(stdout, 'base64').equals(committed)).toBe(true);
  },
  30_000,
);
