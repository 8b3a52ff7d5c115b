import { expect, it } from 'vitest';
import { generatedGraph } from '@/server/compiler/testing/generated-graph';
import { bodyOf } from './fetch-rows';

it('asks for rows with what the drawing means, and leaves out how it is arranged', () => {
  const document = generatedGraph(2);
  const asked = { document, parameters: {}, port: 'split_0.table' };
  const wanted = { offset: 0, limit: 200, view: { part: 'train' as const } };
  const { nodes, wires } = document;
  for (const body of [bodyOf(asked, wanted), bodyOf(asked, wanted)]) {
    expect(JSON.parse(body)).toMatchObject({
      document: { nodes, wires, layout: {} },
      port: 'split_0.table',
      ...wanted,
    });
  }
});
