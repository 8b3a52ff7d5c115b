// Builds kernels.wasm and forest.wasm from assembly/. `node server/training/wasm/build.mjs`; a test checks that the
// committed bytes are what this builds.
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** Each file and what it exports: kernels that threads share, and one that grows a tree on a thread of its own. */
const ENTRIES = { 'kernels.wasm': 'assembly/index.ts', 'forest.wasm': 'assembly/forest.ts' };

/** @returns {Promise<Uint8Array>} the module; also written to its file when `write` is set */
export async function buildKernels({ file, write }) {
  const baseDir = fileURLToPath(new URL('.', import.meta.url));
  let binary;
  const { error, stderr } = await asc.main(
    [
      ENTRIES[file],
      ...['--baseDir', baseDir, '--outFile', file],
      ...['-O3', '--noAssert', '--runtime', 'stub'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...['--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory'],
    ],
    {
      writeFile: async (name, contents, folder) => {
        if (name !== file) return;
        binary = contents;
        if (write) await (await import('node:fs/promises')).writeFile(`${folder}/${name}`, contents);
      },
    },
  );
  if (error) throw new Error(`AssemblyScript: ${stderr.toString()}`, { cause: error });
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of Object.keys(ENTRIES)) {
    const binary = await buildKernels({ file, write: true });
    process.stdout.write(`${file}: ${binary.length} bytes\n`);
  }
}
