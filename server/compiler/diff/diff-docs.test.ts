import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { describeDiff } from './describe-diff';
import { type DocDiff, diffDocs } from './diff-docs';

const wire = (from: string, to: string) => ({ from: { node: from, port: 'table' }, to: { node: to, port: 'table' } });

const base: GraphDoc = {
  ...emptyDoc('Churn'),
  parameters: { seed: { type: 'int', default: 1 } },
  nodes: {
    source: { type: 'source', version: 1, config: { file: { hash: 'a'.repeat(64), name: 'churn.csv' } } },
    check: { type: 'validate', version: 1, config: {} },
    split: { type: 'split', version: 1, config: { seed: 1 } },
  },
  wires: [wire('source', 'split')],
  layout: { source: { x: 0, y: 0 } },
};
const after = (...edits: Edit[]): GraphDoc => applyEdits(base, edits);
const compare = (...edits: Edit[]): DocDiff => diffDocs(base, after(...edits), registry);

describe('diffDocs', () => {
  it('finds a document equal to itself', () => {
    expect(diffDocs(base, structuredClone(base), registry).isSame).toBe(true);
  });

  it('does not call a move a change', () => {
    expect(compare({ kind: 'move', positions: { split: { x: 9, y: 9 } } }).isSame).toBe(true);
  });

  it('does not call a default that was spelled out a change', () => {
    const { trim } = registry.source!.config.shape as unknown as { trim: { parse(value: undefined): boolean } };
    const setTrim = (value: boolean): Edit => ({ kind: 'set-setting', id: 'source', path: ['trim'], value });
    expect(compare(setTrim(trim.parse(undefined))).isSame).toBe(true);
    expect(compare(setTrim(!trim.parse(undefined))).isSame).toBe(false);
  });

  it('says what was before and after, at the deepest path', () => {
    const diff = compare(
      { kind: 'set-setting', id: 'source', path: ['file', 'name'], value: 'new.csv' },
      { kind: 'set-setting', id: 'split', path: ['seed'], value: { $param: 'seed' } },
    );
    expect(diff.nodes.changed).toMatchObject([
      { id: 'source', settings: [{ path: ['file', 'name'], before: 'churn.csv', after: 'new.csv' }] },
      { id: 'split', settings: [{ path: ['seed'], before: 1, after: { $param: 'seed' } }] },
    ]);
  });

  it('compares a list of names as one value and a list of rules entry by entry', () => {
    const node = (config: Record<string, unknown>): GraphDoc => ({
      ...emptyDoc('x'),
      nodes: { n: { type: 'any', version: 1, config } },
    });
    const settingsOf = (a: Record<string, unknown>, b: Record<string, unknown>) =>
      diffDocs(node(a), node(b)).nodes.changed[0]?.settings;
    expect(settingsOf({ columns: ['a', 'b'] }, { columns: ['a'] })).toEqual([
      { path: ['columns'], before: ['a', 'b'], after: ['a'] },
    ]);
    expect(settingsOf({ rules: [{ min: 1 }, { min: 2 }] }, { rules: [{ min: 1 }, { min: 3 }] })).toEqual([
      { path: ['rules', 1, 'min'], before: 2, after: 3 },
    ]);
  });

  it('tells a rewired input from a wire that is gone', () => {
    expect(compare({ kind: 'connect', wire: wire('check', 'split') }).wires).toEqual({
      added: [],
      removed: [],
      rewired: [
        {
          to: { node: 'split', port: 'table' },
          before: { node: 'source', port: 'table' },
          after: { node: 'check', port: 'table' },
        },
      ],
    });
    expect(compare({ kind: 'disconnect', to: { node: 'split', port: 'table' } }).wires.removed).toHaveLength(1);
  });

  it('names nodes as their cards do', () => {
    const diff = compare(
      { kind: 'remove-node', id: 'check' },
      { kind: 'add-node', id: 'more', node: { type: 'split', version: 1, title: 'Second split', config: {} } },
      { kind: 'set-title', id: 'split', title: 'By time' },
    );
    expect(diff.nodes.removed).toEqual([{ id: 'check', type: 'validate', title: registry.validate!.title }]);
    expect(diff.nodes.added).toEqual([{ id: 'more', type: 'split', title: 'Second split' }]);
    expect(diff.nodes.changed).toEqual([
      { id: 'split', type: 'split', title: 'By time', retitled: { after: 'By time' }, settings: [] },
    ]);
  });

  it('sees parameters, name and description', () => {
    const diff = compare(
      { kind: 'set-parameter', name: 'seed', parameter: { type: 'int', default: 2 } },
      { kind: 'set-name', name: 'Churn 2' },
      { kind: 'set-description', description: 'More' },
    );
    expect(diff).toMatchObject({
      parameters: [{ name: 'seed', before: { default: 1 }, after: { default: 2 } }],
      name: { before: 'Churn', after: 'Churn 2' },
      description: { after: 'More' },
    });
  });

  it('reads as text', () => {
    const edits: Edit[] = [
      { kind: 'set-setting', id: 'split', path: ['seed'], value: 2 },
      { kind: 'remove-node', id: 'check' },
      { kind: 'connect', wire: wire('source', 'split') },
    ];
    expect(describeDiff(compare(...edits))).toBe(
      `- check (validate: ${registry.validate!.title})\n~ split (split: ${registry.split!.title})\n    ~ seed: 1 → 2`,
    );
    expect(describeDiff(compare())).toBe('No difference in meaning.');
  });
});

const id = fc.constantFrom('a', 'b', 'c', 'd');
const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.array(fc.constantFrom('left', 'right')),
  fc.constant({ deep: 1 }),
  fc.constant({ deep: 2, more: true }),
);
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(id, fc.constantFrom('split', 'train')).map(
    ([node, type]): Edit => ({
      kind: 'add-node',
      id: node,
      node: { type, version: 1, config: {} },
      at: { x: 0, y: 0 },
    }),
  ),
  id.map((node): Edit => ({ kind: 'remove-node', id: node })),
  fc
    .tuple(id, fc.constantFrom('p', 'q'), value)
    .map(([node, name, set]): Edit => ({ kind: 'set-setting', id: node, path: [name], value: set })),
  fc.tuple(id, fc.constantFrom('One', '')).map(([node, title]): Edit => ({ kind: 'set-title', id: node, title })),
  fc.tuple(id, id).map(([from, to]): Edit => ({ kind: 'connect', wire: wire(from, to) })),
  id.map((node): Edit => ({ kind: 'disconnect', to: { node, port: 'table' } })),
  fc
    .tuple(id, fc.integer({ min: 0, max: 9 }))
    .map(([node, x]): Edit => ({ kind: 'move', positions: { [node]: { x, y: 0 } } })),
);
const anyDoc = fc.array(anyEdit, { maxLength: 14 }).map((edits) => applyEdits(emptyDoc('Any'), edits));

/** The edits that a diff describes; what it only names (an added node's settings) is taken from the second document. */
function editsOf(diff: DocDiff, b: GraphDoc): Edit[] {
  const replaced = diff.nodes.changed.filter((node) => node.replaced);
  return [
    ...diff.nodes.removed.map((node): Edit => ({ kind: 'remove-node', id: node.id })),
    ...diff.nodes.added.map((node): Edit => ({ kind: 'add-node', id: node.id, node: b.nodes[node.id]! })),
    ...diff.nodes.changed.flatMap((node): Edit[] => [
      ...(node.retitled ? [{ kind: 'set-title', id: node.id, title: node.retitled.after } as const] : []),
      ...node.settings.map(
        ({ path, after: set }): Edit => ({ kind: 'set-setting', id: node.id, path: [...path], value: set }),
      ),
    ]),
    ...diff.wires.removed.map(({ to }): Edit => ({ kind: 'disconnect', to })),
    ...[...diff.wires.added, ...diff.wires.rewired.map(({ to, after: from }) => ({ from, to }))].map(
      (added): Edit => ({ kind: 'connect', wire: added }),
    ),
    ...replaced.map((): never => {
      throw new Error('cannot happen here: a type never changes under an id that stays');
    }),
  ];
}

const meaning = ({ layout: _, ...doc }: GraphDoc) => doc;

describe('for any two documents', () => {
  it('the diff of a document with itself, moved or not, is empty', () => {
    fc.assert(
      fc.property(anyDoc, fc.dictionary(id, fc.record({ x: fc.integer(), y: fc.integer() })), (doc, positions) => {
        expect(diffDocs(doc, applyEdit(doc, { kind: 'move', positions }))).toEqual(diffDocs(doc, doc));
        expect(diffDocs(doc, doc).isSame).toBe(true);
      }),
    );
  });

  it('applying what the diff describes to the first gives the second', () => {
    fc.assert(
      fc.property(anyDoc, anyDoc, (a, b) => {
        fc.pre(Object.keys(a.nodes).every((node) => !b.nodes[node] || b.nodes[node]?.type === a.nodes[node]?.type));
        const diff = diffDocs(a, b);
        expect(meaning(applyEdits(a, editsOf(diff, b)))).toEqual(meaning(b));
      }),
    );
  });

  it('neither the diff nor its text speaks of layout', () => {
    fc.assert(
      fc.property(anyDoc, anyDoc, (a, b) => {
        const diff = diffDocs(a, b);
        expect(JSON.stringify(diff)).not.toMatch(/layout|"x"|"y":/);
        expect(describeDiff(diff)).not.toContain('layout');
      }),
    );
  });
});
