import type { ExampleTable, NodeExample } from '../kernel/examples';

const houses: ExampleTable = {
  columns: ['id:int', 'rooms:int', 'beds:int', 'age:float', 'zero:float', 'garden:bool', 'city:text', 'sold:text'],
  rows: [
    [1, 1, 1, 30, 0, false, 'Oslo', 'no'],
    [2, 2, 2, 10, 0, true, 'Oslo', 'yes'],
    [3, 3, 3, 20, 0, false, null, 'no'],
    [4, 4, 4, null, 0, true, 'Bergen', 'yes'],
    [5, 5, 6, 20, 7, true, 'Oslo', 'no'],
  ],
};
const partition = ['train', 'train', 'train', 'train', 'test'] as const;

export const examples: readonly NodeExample[] = [
  {
    title: 'What does not vary among the training rows is left out; missing values stay missing',
    config: { by: 'variance', except: ['id'] },
    in: { table: houses },
    partition,
    out: {
      table: {
        columns: ['id:int', 'city:text', 'sold:text', 'features:vector'],
        rows: [
          [1, 'Oslo', 'no', [1, 1, 30, 0]],
          [2, 'Oslo', 'yes', [2, 2, 10, 1]],
          [3, null, 'no', [3, 3, 20, 0]],
          [4, 'Bergen', 'yes', [4, 4, null, 1]],
          [5, 'Oslo', 'no', [5, 6, 20, 1]],
        ],
      },
    },
  },
  {
    title: 'Of two columns that say the same the first is kept',
    config: { by: 'correlation', columns: ['rooms', 'beds', 'zero'], as: 'size' },
    in: { table: houses },
    partition,
    out: {
      table: {
        columns: ['id:int', 'age:float', 'garden:bool', 'city:text', 'sold:text', 'size:vector'],
        rows: [
          [1, 30, false, 'Oslo', 'no', [1, 0]],
          [2, 10, true, 'Oslo', 'yes', [2, 0]],
          [3, 20, false, null, 'no', [3, 0]],
          [4, null, true, 'Bergen', 'yes', [4, 0]],
          [5, 20, true, 'Oslo', 'no', [5, 7]],
        ],
      },
    },
  },
  {
    title: 'What tells most of the target',
    config: { target: 'sold', most: 1, columns: ['garden', 'zero'] },
    in: { table: houses },
    partition,
    out: {
      table: {
        columns: ['id:int', 'rooms:int', 'beds:int', 'age:float', 'city:text', 'sold:text', 'features:vector'],
        rows: [
          [1, 1, 1, 30, 'Oslo', 'no', [0]],
          [2, 2, 2, 10, 'Oslo', 'yes', [1]],
          [3, 3, 3, 20, null, 'no', [0]],
          [4, 4, 4, null, 'Bergen', 'yes', [1]],
          [5, 5, 6, 20, 'Oslo', 'no', [1]],
        ],
      },
    },
  },
  {
    title: 'Nothing varies in a table without rows',
    config: { by: 'variance' },
    in: { table: { columns: ['select:int', '"a".b:float'], rows: [] } },
    fails: 'There are no rows to learn from.',
  },
];
