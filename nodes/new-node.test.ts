import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConformingNode, exampleColumns, readCells } from './conforming-node';
import type { AnyNode, NodeExample } from './kernel';
import { nameProblem, skeleton } from './new-node';
import { openTestStage } from './testing-context';

test('a new node works as it is written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-new-node-'));
  for (const [file, text] of Object.entries(skeleton('round-numbers'))) {
    writeFileSync(
      join(folder, file),
      text
        .replaceAll("'../kernel", `'${import.meta.dirname}/kernel`)
        .replaceAll("'zod'", `'${import.meta.resolve('zod')}'`),
    );
  }
  const { roundNumbers } = (await import(join(folder, 'definition.ts'))) as { roundNumbers: AnyNode };
  const { examples } = (await import(join(folder, 'examples.ts'))) as { examples: NodeExample[] };
  expect(roundNumbers).toMatchObject({ type: 'round-numbers', title: 'Round numbers' });
  await using stage = await openTestStage();
  const node = new ConformingNode(roundNumbers, examples[0]!);
  const columns = exampleColumns(examples[0]!.out!.table!);
  expect(await readCells(stage.database, node.queries().table!, columns)).toEqual(['[1]', '[2]']);
});

test('names that cannot be a node are refused', () => {
  const here = import.meta.dirname;
  expect(nameProblem('a-name-nobody-gave', here)).toBeUndefined();
  expect(nameProblem('switch', here)).toContain('add another');
  expect(nameProblem('Round Numbers', here)).toContain('lower-case words with hyphens');
  expect(nameProblem('train', here)).toBe('nodes/train exists already.');
  expect(nameProblem(undefined, here)).toContain('npm run new-node --');
});
