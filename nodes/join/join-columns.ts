import {
  type Column,
  type ColumnLineage,
  derivedColumn,
  emptyOpenSchema,
  findColumn,
  type Inputs,
  type JoinColumn,
  type JoinKind,
  type KeyPair,
  type TableSchema,
  TakenNames,
} from '../kernel';

export interface JoinSettings {
  readonly kind: JoinKind;
  readonly on: readonly KeyPair[];
  readonly suffix: string;
}

/** A column of the result: where the query takes it from, and what it is. */
export interface Joined {
  readonly from: JoinColumn;
  readonly column: Column;
}

const LEFT = 'table';
const RIGHT = 'right';

/**
 * The columns of the result: all of the left table, then those of the right one. A pair of keys is one column under the
 * left name; a right column whose name is taken gets the suffix.
 */
export function joinedColumns({ kind, on, suffix }: JoinSettings, inputs: Inputs): Joined[] {
  const left = inputs.table ?? emptyOpenSchema;
  const right = inputs.right ?? emptyOpenSchema;
  const partners = new Map(on.map((pair) => [pair.left, pair.right]));
  const fromLeft = left.columns.map((column) => {
    const partner = partners.get(column.name);
    return leftColumn(kind, column, partner === undefined ? undefined : findColumn(right, partner));
  });
  if (kind === 'semi' || kind === 'anti') return fromLeft;
  const keys = new Set(on.map((pair) => pair.right));
  const taken = new TakenNames(left.columns.map(({ name }) => name));
  const isLeftMissing = kind === 'left' || kind === 'full';
  const fromRight = right.columns
    .filter(({ name }) => !keys.has(name))
    .map((column): Joined => {
      const name = taken.has(column.name) ? column.name + suffix : column.name;
      taken.take(name);
      const how = name === column.name ? 'same' : 'renamed';
      const nullable = column.nullable || isLeftMissing;
      return {
        from: { name, side: 'right', column: column.name },
        column: derivedColumn(name, column.type, [column.name], { port: RIGHT, how, nullable }),
      };
    });
  return [...fromLeft, ...fromRight];
}

/** A left column; `partner` is the right key it is matched with. */
function leftColumn(kind: JoinKind, column: Column, partner: Column | undefined): Joined {
  const { name } = column;
  const isRightKept = kind === 'right' || kind === 'full';
  if (partner && isRightKept) {
    const lineage: ColumnLineage = {
      from: [
        { port: LEFT, column: name },
        { port: RIGHT, column: partner.name },
      ],
      how: 'same',
    };
    // A key that is missing matches nothing: of a right join the rows have the right table's keys.
    const nullable = kind === 'right' ? partner.nullable : column.nullable || partner.nullable;
    return {
      from: { name, side: 'both', column: name, right: partner.name },
      column: { name, type: column.type, nullable, lineage },
    };
  }
  const isNeverMissing = partner !== undefined && (kind === 'inner' || kind === 'semi');
  const nullable = isRightKept || (column.nullable && !isNeverMissing);
  return {
    from: { name, side: 'left', column: name },
    column: nullable === column.nullable ? column : derivedColumn(name, column.type, [name], { how: 'same', nullable }),
  };
}

/** The left table's key, while no left row can become several: the right one's key is among the columns matched. */
export function keyOf({ kind, on }: JoinSettings, { table, right }: Inputs): string | undefined {
  if (kind === 'semi' || kind === 'anti') return table?.key;
  const isOnePartner = right?.key !== undefined && on.some((pair) => pair.right === right.key);
  return isOnePartner && (kind === 'inner' || kind === 'left') ? table?.key : undefined;
}

/** Names that two columns of the result would have. */
export function clashes(joined: readonly Joined[]): string[] {
  const taken = new TakenNames();
  return joined.filter(({ column }) => !taken.take(column.name)).map(({ column }) => column.name);
}

/** Rows carry labels when those of either table do, or, where only left rows come out, when they do. */
export function labelsOf({ kind }: JoinSettings, { table, right }: Inputs): Pick<TableSchema, 'partitioned' | 'folds'> {
  const isLeftOnly = kind === 'semi' || kind === 'anti';
  const sides = isLeftOnly ? [table] : [table, right];
  const folds = sides.find((side) => side?.folds)?.folds;
  return {
    ...(sides.some((side) => side?.partitioned) ? { partitioned: true } : {}),
    ...(folds ? { folds } : {}),
  };
}
