import { PARTITION_COLUMN } from '../schema';
import type { Rel } from './rel';

/** The names of a relation's columns, the label column included when rows carry one. */
export function relColumns(rel: Rel): readonly string[] {
  switch (rel.op) {
    case 'scan':
      return rel.columns;
    case 'project':
      return withLabel(
        rel.columns.map((column) => column.name),
        rel.input,
      );
    case 'aggregate':
      return withLabel([...rel.by, ...rel.aggregates.map((part) => part.name)], rel.input);
    case 'count-same':
      return [...relColumns(rel.input), rel.name];
    case 'label':
      return [...relColumns(rel.input).filter((name) => name !== PARTITION_COLUMN), PARTITION_COLUMN];
    case 'filter':
    case 'part':
    case 'limit':
      return relColumns(rel.input);
  }
}

const withLabel = (names: readonly string[], input: Rel): readonly string[] =>
  isLabelled(input) ? [...names.filter((name) => name !== PARTITION_COLUMN), PARTITION_COLUMN] : names;

/** Whether rows carry a partition label. */
export function isLabelled(rel: Rel): boolean {
  return rel.op === 'scan' ? rel.columns.includes(PARTITION_COLUMN) : rel.op === 'label' || isLabelled(rel.input);
}
