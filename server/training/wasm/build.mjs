// Builds kernels.wasm from assembly/. `node server/training/wasm/build.mjs`; a test checks that the committed bytes
// are what this builds.
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** @returns {Promise<Uint8Array>} the module; also written to kernels.wasm when `write` is set */
export async function buildKernels({ write }) {
  const baseDir = fileURLToPath(new URL('.', import.meta.url));
  let binary;
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      ...['--baseDir', baseDir, '--outFile', 'kernels.wasm'],
      ...['-O3', '--noAssert', '--runtime', 'stub'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...['--enable', 'threads', '--enable', 'simd', '--enable', 'bulk-memory'],
    ],
    {
      writeFile: async (name, contents, folder) => {
        if (name !== 'kernels.wasm') return;
        binary = contents;
        if (write) await (await import('node:fs/promises')).writeFile(`${folder}/${name}`, contents);
      },
    },
  );
  if (error) throw new Error(`AssemblyScript: ${stderr.toString()}`, { cause: error });
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const binary = await buildKernels({ write: true });
  process.stdout.write(`kernels.wasm: ${binary.length} bytes\n`);
}
