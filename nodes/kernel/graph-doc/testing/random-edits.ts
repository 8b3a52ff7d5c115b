import fc from 'fast-check';
import type { Edit } from '../edits';
import { emptyDoc, type GraphDoc, HUES, type Parameter } from '../graph-doc';

const node = fc.constantFrom('a', 'b', 'c', 'd');
const group = fc.constantFrom('g', 'h');
const sticky = fc.constantFrom('s', 't');
const words = fc.string({ maxLength: 4 });
const place = fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) });
const hue = fc.constantFrom(...HUES);
const size = fc.integer({ min: 100, max: 120 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const wholeGroup = fc.record({
  title: words,
  color: hue,
  nodes: fc.uniqueArray(node, { minLength: 1 }),
  collapsed: fc.boolean(),
});
const wholeSticky = fc.record({ text: words, color: hue, at: place, width: size, height: size });
const partOf = <T extends object>(whole: fc.Arbitrary<T>, keys: readonly (keyof T)[]): fc.Arbitrary<Partial<T>> =>
  fc
    .tuple(whole, fc.subarray([...keys]))
    .map(([value, kept]) => Object.fromEntries(kept.map((key) => [key, value[key]])) as Partial<T>);

const end = fc.record({ node, port: fc.constantFrom('table', 'model') });
const value = fc.oneof(fc.integer({ min: 0, max: 3 }), words, fc.constant([1, 2]), fc.constant({ deep: [] }));
const parameter: fc.Arbitrary<Parameter> = fc.constantFrom(
  { type: 'int', default: 1 },
  { type: 'text', default: 'x', description: 'why' },
);

/** An edit of a document whose nodes are a to d, groups g and h, notes s and t: often of what is not there. */
export const smallEdit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(node, optional(place), optional(group)).map(([id, at, into]) => added(id, at, into)),
  },
  { weight: 2, arbitrary: node.map((id): Edit => ({ kind: 'remove-node', id })) },
  fc.tuple(node, optional(words)).map(([id, title]): Edit => ({ kind: 'set-title', id, title })),
  fc.tuple(node, optional(words)).map(([id, note]): Edit => ({ kind: 'set-note', id, note })),
  fc.tuple(node, fc.boolean()).map(([id, bypassed]): Edit => ({ kind: 'set-bypass', id, bypassed })),
  fc
    .tuple(
      node,
      fc.constantFrom<(string | number)[]>(['seed'], ['rules'], ['rules', 0], ['rules', 2, 'by'], ['rules', 'by']),
      optional(value),
    )
    .map(([id, path, to]): Edit => ({ kind: 'set-setting', id, path, value: to })),
  node.map((id): Edit => ({ kind: 'set-config', id, config: { seed: 9 } })),
  { weight: 3, arbitrary: fc.tuple(end, end).map(([from, to]): Edit => ({ kind: 'connect', wire: { from, to } })) },
  end.map((to): Edit => ({ kind: 'disconnect', to })),
  fc.dictionary(node, place, { maxKeys: 3 }).map((positions): Edit => ({ kind: 'move', positions })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(group, fc.oneof(wholeGroup, partOf(wholeGroup, ['title', 'color', 'nodes', 'collapsed'])))
      .map(([id, set]): Edit => ({ kind: 'set-group', id, set })),
  },
  group.map((id): Edit => ({ kind: 'remove-group', id })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(sticky, fc.oneof(wholeSticky, partOf(wholeSticky, ['text', 'color', 'at', 'width', 'height'])))
      .map(([id, set]): Edit => ({ kind: 'set-sticky', id, set })),
  },
  sticky.map((id): Edit => ({ kind: 'remove-sticky', id })),
  fc
    .tuple(fc.constantFrom('p', 'q'), optional(parameter))
    .map(([name, to]): Edit => ({ kind: 'set-parameter', name, parameter: to })),
  fc.constantFrom('One', 'Two').map((name): Edit => ({ kind: 'set-name', name })),
  optional(words).map((description): Edit => ({ kind: 'set-description', description })),
  fc.constantFrom(emptyDoc('Empty'), replacement()).map((document): Edit => ({ kind: 'replace-document', document })),
);

function added(id: string, at: { x: number; y: number } | undefined, group: string | undefined): Edit {
  return {
    kind: 'add-node',
    id,
    node: { type: 'split', version: 1, config: {} },
    ...(at ? { at } : {}),
    ...(group === undefined ? {} : { group }),
  };
}

function replacement(): GraphDoc {
  return {
    ...emptyDoc('Other'),
    nodes: { a: { type: 'impute', version: 1, config: { by: 'x' } }, b: { type: 'split', version: 1, config: {} } },
    wires: [{ from: { node: 'a', port: 'table' }, to: { node: 'b', port: 'table' } }],
    layout: { a: { x: 0, y: 0 } },
    groups: { h: { title: 'Both', color: 'teal', nodes: ['a', 'b'], collapsed: false } },
  };
}
