import { expect, it } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { kindOf } from './add-files';
import { cut } from './clipboard';
import { readPipelineFile } from './read-pipeline-file';

it('tells data, pipelines and other files apart by their names', () => {
  expect(['a.csv', 'b.PARQUET', 'c.tsv', 'p.json', 'photo.png', 'README'].map(kindOf)).toEqual([
    'data',
    'data',
    'data',
    'pipeline',
    'neither',
    'neither',
  ]);
});

it('reads a whole pipeline as a document, and copied nodes as nodes only', () => {
  const doc = { ...emptyDoc('p'), nodes: { a: { type: 'sort', version: 1, config: {} } } };
  expect(readPipelineFile(JSON.stringify(doc))).toMatchObject({ document: { name: 'p' }, clipping: { wires: [] } });
  const copied = readPipelineFile(JSON.stringify(cut(doc, new Set(['a']))));
  expect(copied).toMatchObject({ document: undefined, clipping: { nodes: { a: { type: 'sort' } } } });
});

it('says what is wrong with a file', () => {
  expect(readPipelineFile('{"a":')).toEqual({ problem: 'It is not valid JSON.' });
  expect(readPipelineFile('{"a":1}')).toMatchObject({ problem: expect.stringContaining('not a Sluice pipeline') });
  expect(readPipelineFile('{"format":"sluice/graph@99"}')).toMatchObject({ problem: expect.stringContaining('99') });
});
