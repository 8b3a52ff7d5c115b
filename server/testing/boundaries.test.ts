import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * Who may import whom, at run time: esbuild resolves every module and leaves out imports of types, which may cross.
 * (dependency-cruiser cannot read TypeScript 7 and reports success on zero modules; hence the count.)
 */
const root = join(import.meta.dirname, '../..');
let imports: Map<string, string[]>;

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('/wasm/assembly/'));
}

beforeAll(async () => {
  const files = ['app', 'nodes', 'server', 'drizzle'].flatMap(sources);
  const result = await build({
    absWorkingDir: root,
    // One bundle of all: an entry for each would write out what it shares with the others again and again.
    stdin: { contents: files.map((file) => `import './${file}';`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    outdir: 'unused',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
    jsx: 'automatic',
    loader: { '.css': 'empty', '.woff2': 'empty', '.wasm': 'empty' },
    alias: { '@': root },
  });
  imports = importsOf(result.metafile);
}, 60_000);

function importsOf(metafile: Metafile): Map<string, string[]> {
  return new Map(
    Object.entries(metafile.inputs)
      .filter(([file]) => file !== '<stdin>')
      .map(([file, input]) => [file, input.imports.map((entry) => entry.path)]),
  );
}

const isTest = (file: string) => /\.test\.tsx?$|\/testing\/|\.arbitrary\.ts$/.test(file);
const under =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file === folder || file.startsWith(`${folder}/`));

/** Imports of files in `from` that lead where they may not. */
function violations(from: (file: string) => boolean, allowed: (target: string) => boolean): string[] {
  return [...imports]
    .filter(([file]) => from(file) && !isTest(file))
    .flatMap(([file, targets]) => targets.filter((target) => !allowed(target)).map((target) => `${file} → ${target}`));
}

/** Everything a file loads, directly or not. */
function loads(start: string): Set<string> {
  const seen = new Set([start]);
  const queue = [start];
  for (const file of queue) {
    for (const target of imports.get(file) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return seen;
}

describe('boundaries', () => {
  it('has seen the project', () => {
    expect(imports.size).toBeGreaterThan(200);
  });

  it('nodes/kernel imports zod and hashes only', () => {
    expect(
      violations(
        under('nodes/kernel'),
        (target) => under('nodes/kernel')(target) || target === 'zod' || target.startsWith('@noble/hashes'),
      ),
    ).toEqual([]);
  });

  it('a definition imports the kernel and its own folder only', () => {
    const isDefinition = (file: string) => /^nodes\/[^/]+\/(definition|examples)\.ts$/.test(file);
    for (const file of [...imports.keys()].filter(isDefinition)) {
      const folder = file.split('/').slice(0, 2).join('/');
      expect(
        violations(
          (other) => other === file,
          (target) => under('nodes/kernel', folder)(target) || target === 'zod',
        ),
        file,
      ).toEqual([]);
    }
  });

  it('a node never imports another node', () => {
    const folders = new Set(
      [...imports.keys()]
        .filter((file) => /^nodes\/[^/]+\/definition\.ts$/.test(file))
        .map((file) => file.split('/')[1]!),
    );
    for (const folder of folders) {
      const others = [...folders].filter((other) => other !== folder).map((other) => `nodes/${other}`);
      expect(
        violations(under(`nodes/${folder}`), (target) => !under(...others)(target)),
        folder,
      ).toEqual([]);
    }
  });

  it('the compiler has no I/O: it imports nothing of node', () => {
    const outside = violations(
      under('server/compiler'),
      (target) =>
        under('server/compiler', 'nodes', 'server/engine/versions.ts')(target) ||
        !/^node:|^fs$|^path$|^@duckdb|^onnxruntime|^postgres|^drizzle/.test(target),
    );
    expect(outside).toEqual([]);
    expect(
      [...loads('server/compiler/compile.ts')].filter((target) =>
        /^node:|^@duckdb|^onnxruntime|^postgres/.test(target),
      ),
    ).toEqual([]);
  });

  it('the gateway loads no run.ts, no compiler pass and no executor', () => {
    const loaded = [...loads('server/gateway/main.ts')];
    expect(loaded.length).toBeGreaterThan(5);
    expect(
      loaded.filter((file) =>
        /^nodes\/[^/]+\/run\.ts$|^server\/compiler\/(passes|compile)|^server\/executor\//.test(file),
      ),
    ).toEqual([]);
  });

  it('the web process loads no run.ts and no native engine', () => {
    const routes = [...imports.keys()].filter((file) => /^app\/.*(page|route|layout)\.tsx?$/.test(file));
    const loaded = new Set(routes.flatMap((file) => [...loads(file)]));
    expect(routes.length).toBeGreaterThan(5);
    expect(
      [...loaded].filter((file) => /^nodes\/[^/]+\/run\.ts$|^nodes\/runtime|^@duckdb|^onnxruntime/.test(file)),
    ).toEqual([]);
  });

  it('only server/db reads drizzle/', () => {
    expect(
      violations(
        (file) => !under('server/db', 'drizzle')(file),
        (target) => !under('drizzle')(target),
      ),
    ).toEqual([]);
  });

  it('native packages stand behind server/engine and run.ts', () => {
    const doors = (file: string) => under('server/engine')(file) || /^nodes\/[^/]+\//.test(file);
    expect(
      violations(
        (file) => !doors(file),
        (target) => !/^@duckdb|^onnxruntime/.test(target),
      ),
    ).toEqual([]);
  });

  it('browser code knows the server by type only, the compiler, plain data and plain arithmetic aside', () => {
    const isBrowser = (file: string) => /^app\/(_editor|_reports|_ui|_lib)\//.test(file);
    const allowed = (target: string) =>
      !under('server')(target) ||
      under(
        'server/compiler',
        'server/engine/versions.ts',
        'server/evaluation/metric-names.ts',
        'server/evaluation/metric-catalogue.ts',
        'server/explanation',
        'server/fairness/measures.ts',
        'server/fairness/slice-metrics.ts',
      )(target);
    expect(violations(isBrowser, allowed)).toEqual([]);
  });
});
