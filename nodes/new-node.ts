import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from './generate';

/** Writes the folder of a new node type: `npm run new-node -- round-numbers`. Nothing else changes by hand. */
export function skeleton(type: string): Record<string, string> {
  const words = type.split('-');
  const name = words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  const title = capital(words.join(' '));
  return {
    'definition.ts': `import { z } from 'zod';
import { columnsField, defineNode, emptyOpenSchema, inputPort, keepAll, outputPort, project } from '../kernel';

const config = z.object({
  columns: columnsField({ label: 'Columns', help: 'Which columns this is about.' }),
});

export const ${name} = defineNode({
  type: '${type}',
  version: 1,
  title: '${title}',
  summary: 'Says in one sentence what it does.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs }) => ({ table: inputs.table ?? emptyOpenSchema }),
  lower: ({ inputs, schemas }) => ({
    table: { kind: 'relation', rel: project(inputs.table!, keepAll(schemas.table ?? emptyOpenSchema)) },
  }),
  ui: {
    icon: 'box',
    keywords: [${words.map((word) => `'${word}'`).join(', ')}],
    describe: ({ columns }) => (columns.length === 0 ? 'No columns yet' : columns.join(', ')),
  },
});
`,
    'examples.ts': `import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'What goes in comes out',
    config: { columns: ['n'] },
    in: { table: { columns: ['n:int'], rows: [[1], [2]] } },
    out: { table: { columns: ['n:int'], rows: [[1], [2]] } },
  },
];
`,
    'README.md': `# ${title}

Says in one sentence what it does.

## Ports

- **Table** in and out.

## Settings

- **Columns**: which columns this is about.

## Example

What goes in comes out.

## What can go wrong

- Each message a person may see, and what to do about it.
`,
  };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A node of one word is a constant of that name. */
const RESERVED = new Set(
  'await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** Why a type cannot have this name; undefined when it can. */
export function nameProblem(type: string | undefined, folder: string): string | undefined {
  if (type === undefined) return 'Name the new node: npm run new-node -- round-numbers';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(type))
    return `“${type}” is not a node type: use lower-case words with hyphens, such as round-numbers.`;
  if (RESERVED.has(type))
    return `“${type}” is a word of the language it is written in: add another, such as ${type}-rows.`;
  return existsSync(join(folder, type)) ? `nodes/${type} exists already.` : undefined;
}

if (process.argv[1] === import.meta.filename) {
  const folder = import.meta.dirname;
  const type = process.argv[2];
  const problem = nameProblem(type, folder);
  if (problem) {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 2;
  } else {
    mkdirSync(join(folder, type!));
    for (const [file, text] of Object.entries(skeleton(type!))) writeFileSync(join(folder, type!, file), text);
    for (const [file, text] of Object.entries(await generatedFiles())) writeFileSync(join(folder, file), text);
    process.stdout.write(`Wrote nodes/${type}: say what it does in definition.ts, then run npx vitest run nodes\n`);
  }
}
