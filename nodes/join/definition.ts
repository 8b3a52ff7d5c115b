import { z } from 'zod';
import {
  choiceField,
  columnField,
  defineNode,
  emptyOpenSchema,
  findColumn,
  type Inputs,
  inputPort,
  JOIN_KINDS,
  type JoinKind,
  keepAll,
  listField,
  numberField,
  outputPort,
  project,
  textField,
} from '../kernel';
import { clashes, joinedColumns, keyOf, labelsOf } from './join-columns';

const KINDS: Readonly<Record<JoinKind, { label: string; help: string }>> = {
  inner: { label: 'Inner', help: 'Rows that have a partner, with their partner’s columns.' },
  left: { label: 'Left', help: 'Every left row; the right columns are missing where there is no partner.' },
  right: { label: 'Right', help: 'Every right row; the left columns are missing where there is no partner.' },
  full: { label: 'Full', help: 'Every row of both tables.' },
  semi: { label: 'Left rows with a partner', help: 'A filter: no columns are added, no row is repeated.' },
  anti: { label: 'Left rows without a partner', help: 'A filter: what the other table does not have.' },
};

const config = z.object({
  kind: choiceField(JOIN_KINDS, 'left', {
    label: 'Join',
    choices: JOIN_KINDS.map((value) => ({ value, ...KINDS[value] })),
  }),
  on: listField(
    z.object({
      left: columnField({ label: 'Left column', required: true }),
      right: columnField({ label: 'equals, of the right', input: 'right', required: true }),
    }),
    {
      label: 'Matching keys',
      help: 'Rows are partners when all pairs are equal. Missing matches nothing.',
      required: true,
    },
  ),
  suffix: textField(
    {
      label: 'Added to names taken',
      help: 'A right column whose name the left table has too becomes name_right.',
      when: { field: 'kind', is: ['inner', 'left', 'right', 'full'] },
    },
    '_right',
  ),
  stopAbove: numberField(
    10_000_000,
    { int: true, min: 1, max: 1_000_000_000_000 },
    {
      label: 'Stop above',
      unit: 'rows',
      help: 'A result with more rows, and more than both tables together, is counted and not written.',
      when: { field: 'kind', is: ['inner', 'left', 'right', 'full'] },
      advanced: true,
    },
  ),
});
export type Config = z.infer<typeof config>;

export const join = defineNode({
  type: 'join',
  version: 1,
  title: 'Join',
  summary: 'Brings the rows of two tables together where their keys are equal.',
  category: 'combine',
  ports: {
    in: { table: inputPort.table('Left'), right: inputPort.table('Right') },
    out: {
      table: outputPort.table('Joined'),
      unmatched: outputPort.secondaryTable('Left rows without a partner'),
      report: outputPort.report(),
    },
  },
  config,
  implementation: 'join@2',
  traits: ({ kind }) => ({
    rows: kind === 'semi' || kind === 'anti' ? 'drops' : 'changes',
    learns: 'nothing',
    determinism: 'pure',
    serving: 'per-row',
    gate: true,
  }),
  outputSchema: ({ inputs, config: settings }) => {
    const left = inputs.table ?? emptyOpenSchema;
    const right = inputs.right ?? emptyOpenSchema;
    const key = keyOf(settings, inputs);
    return {
      table: {
        columns: joinedColumns(settings, inputs).map(({ column }) => column),
        open: left.open || right.open,
        ...labelsOf(settings, inputs),
        ...(key === undefined ? {} : { key }),
      },
      unmatched: left,
    };
  },
  check: ({ config: settings, inputs, report }) => {
    settings.on.forEach((pair, index) => {
      const left = inputs.table && findColumn(inputs.table, pair.left);
      const right = inputs.right && findColumn(inputs.right, pair.right);
      if (left?.type === 'vector' || right?.type === 'vector')
        report('column-type', ['on', index, 'left'], 'A vector cannot be a key.', {
          hint: 'Join before it is encoded.',
        });
      else if (left && right && left.type !== right.type)
        report(
          'column-type',
          ['on', index, 'right'],
          `${pair.left} is ${left.type} and ${pair.right} is ${right.type}: no value would equal another.`,
          { hint: `Cast one of them before this node, such as ${pair.right} to ${left.type}.` },
        );
      const isTwice = settings.on.findIndex((other) => other.left === pair.left) < index;
      if (isTwice && pair.left !== '')
        report('setting-invalid', ['on', index, 'left'], `${pair.left} stands in two pairs.`, {
          hint: 'Remove one of the pairs, or duplicate the column with a formula first.',
        });
    });
    const unlabelled = unlabelledSide(settings.kind, inputs);
    if (unlabelled)
      report(
        'leak-mixed-rows',
        ['kind'],
        `Rows of the ${unlabelled} table without a partner would be in no part of the split.`,
        {
          hint: 'Put the split below the join, or keep the rows of the other table only.',
        },
      );
    const [clash] = clashes(joinedColumns(settings, inputs));
    if (clash !== undefined)
      report('column-twice', ['suffix'], `Two columns would be named ${clash}.`, {
        hint: 'Choose another suffix, or rename a column before this node.',
      });
  },
  lower: ({ inputs, schemas, config: settings }) => {
    const { kind, on } = settings;
    const pair = [inputs.table!, inputs.right!] as const;
    const columns = joinedColumns(settings, schemas).map(({ from }) => from);
    const left = schemas.table ?? emptyOpenSchema;
    const own = left.columns.map(({ name }) => ({ name, side: 'left' as const, column: name }));
    return {
      table: { kind: 'relation', rel: { op: 'join', inputs: pair, kind, on, columns } },
      unmatched: {
        kind: 'relation',
        rel:
          on.length === 0
            ? project(inputs.table!, keepAll(left))
            : { op: 'join', inputs: pair, kind: 'anti', on, columns: own },
      },
      report: { kind: 'task' },
    };
  },
  ui: {
    icon: 'git-merge',
    keywords: ['merge', 'lookup', 'match', 'inner', 'left', 'outer', 'semi', 'anti', 'keys', 'vlookup'],
    describe: ({ kind, on }) => {
      const keys = on.map(({ left, right }) => (left === right ? left : `${left} = ${right}`)).join(', ');
      const words = kind === 'semi' ? 'with a partner' : kind === 'anti' ? 'without a partner' : kind;
      return on.length === 0 ? 'No keys yet' : `${words}, by ${keys}`;
    },
  },
});

/** The side that keeps rows without a partner and carries no labels, while the other does. */
function unlabelledSide(kind: JoinKind, { table, right }: Inputs): 'left' | 'right' | undefined {
  if (right?.partitioned && !table?.partitioned && (kind === 'left' || kind === 'full')) return 'left';
  if (table?.partitioned && !right?.partitioned && (kind === 'right' || kind === 'full')) return 'right';
  return undefined;
}
