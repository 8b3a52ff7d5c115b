import { call, col, int } from '@/nodes/kernel/expr/expr';
import { inputsOf, type NamedExpr, type Rel } from '@/nodes/kernel/rel/rel';
import { relColumns } from '@/nodes/kernel/rel/rel-columns';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import type { ServeStep } from '../../emit/serve-plan';
import { refuse, type ServingProblem } from './serving-problem';

/** Columns that a single row cannot have; refused only when something on the way to the answer reads them. */
export interface AbsentColumns {
  readonly kind: 'absent';
  readonly columns: readonly string[];
  readonly why: string;
}

const PER_ROW_HINT = 'Publish a port whose rows are computed row by row.';

/** The relation's steps from the raw row up, or why one of them cannot run on a single row. */
export function stepsOf(
  rel: Rel,
  node: string,
): { steps: (ServeStep | AbsentColumns)[]; datasetKey: string } | ServingProblem {
  const steps: (ServeStep | AbsentColumns)[] = [];
  let datasetKey = '';
  const visit = (part: Rel): ServingProblem | undefined => {
    if (part.op === 'scan') {
      datasetKey = part.key;
      return undefined;
    }
    const problem = visit(servedInput(part));
    if (problem) return problem;
    switch (part.op) {
      case 'project':
        steps.push({ kind: 'project', columns: part.columns });
        return undefined;
      case 'filter':
        steps.push(filterStep(part));
        return undefined;
      case 'count-same': {
        // A row alone is its only equal.
        const kept = dataColumns(part.input).map((name): NamedExpr => ({ name, expr: col(name) }));
        steps.push({
          kind: 'project',
          columns: [...kept, { name: part.name, expr: int(1) }],
        });
        return undefined;
      }
      case 'join': {
        const side = servedSide(part);
        const own = part.columns.filter((column) => column.side === side || column.side === 'both');
        steps.push({
          kind: 'project',
          columns: own.map(({ name, column, side: of, right }) => ({
            name,
            expr: col(of === 'both' && side === 'right' ? (right ?? column) : column),
          })),
        });
        steps.push({
          kind: 'absent',
          columns: part.columns.filter((column) => !own.includes(column)).map((column) => column.name),
          why: 'comes from the other table of a join, which a request does not carry',
        });
        return undefined;
      }
      case 'out-of-fold': {
        const served = new Map(part.columns.map(({ name, serving }) => [name, serving]));
        steps.push({
          kind: 'project',
          columns: dataColumns(part.input).map((name) => ({ name, expr: served.get(name) ?? col(name) })),
        });
        return undefined;
      }
      case 'asof':
        steps.push({
          kind: 'absent',
          columns: part.columns.map((column) => column.name),
          why: 'is looked up in another table as of a point in time, which a request does not carry',
        });
        return undefined;
      case 'window':
        steps.push({
          kind: 'absent',
          columns: part.windows.map((window) => window.name),
          why: 'is computed from other rows, and a request carries single rows',
        });
        return undefined;
      case 'label':
      case 'part':
      case 'round':
      case 'limit':
      case 'sort':
      case 'sample':
      case 'distinct':
      case 'union':
        // They choose or arrange rows; a row alone stays as it is.
        return undefined;
      case 'aggregate':
        return refuse(
          node,
          'An aggregate before it makes one row out of many, and a request carries single rows.',
          PER_ROW_HINT,
        );
      case 'unpivot':
        return refuse(
          node,
          'An unpivot before it makes many rows out of one, and an answer has one row for each of the request.',
          PER_ROW_HINT,
        );
    }
  };
  return visit(rel) ?? { steps, datasetKey };
}

const dataColumns = (rel: Rel): string[] =>
  relColumns(rel).filter((name) => name !== PARTITION_COLUMN && name !== FOLD_COLUMN);

export const servedSide = ({ kind }: Extract<Rel, { op: 'join' }>): 'left' | 'right' =>
  kind === 'right' ? 'right' : 'left';

/** The input whose rows a request carries: of a union the first, of a join the side that keeps its rows. */
export function servedInput(rel: Exclude<Rel, { op: 'scan' }>): Rel {
  return inputsOf(rel)[rel.op === 'join' && servedSide(rel) === 'right' ? 1 : 0]!;
}

function filterStep({ where, reasons }: Extract<Rel, { op: 'filter' }>): ServeStep {
  return {
    kind: 'filter',
    where,
    reasons: reasons ?? [{ when: call('not', call('is_true', where)), reason: 'filtered out' }],
  };
}
