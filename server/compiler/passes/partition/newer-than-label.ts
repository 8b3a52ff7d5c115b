import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { TableSchema } from '@/nodes/kernel/schema';
import { arriving, type ColumnAt, hopsOf } from './columns';
import { ancestorsOf, pathDown } from './paths';
import { findRel, isByTime, labelOf, type RowState, splitAt } from './row-state';
import { shapeOf } from './shape';
import type { Crossing, Step, TrainedOn } from './trail';

/** Once time matters (a split by time, an as-of join), a plain join with a table that has times may bring the future. */
export function newerThanLabel({ trainer }: TrainedOn, steps: readonly Step[]): Diagnostic[] {
  const split = splitAt(trainer);
  if (!split || !timeMatters(trainer, split)) return [];
  const told = new Set<RowState>();
  return steps.flatMap(({ crossings, feature }) => {
    const crossing = crossings.at(-1);
    if (!crossing || told.has(crossing.node) || !isPlainJoin(crossing)) return [];
    const { node, port, column } = crossing;
    if (port === portOfRows(node, split)) return [];
    const time = timesAbove(node, port);
    if (time === undefined) return [];
    told.add(node);
    return [
      diagnostic(
        'leak-newer-than-label',
        { node: node.id },
        `${node.title} brings ${column}${column === feature ? '' : ` (for ${feature})`} from a table with times (${time}), whatever its time: a row may get what was not known yet.`,
        {
          hint: `Use an As-of join on ${time}: each row gets the latest value before its own time.`,
          path: pathDown(node, trainer),
        },
      ),
    ];
  });
}

const timeMatters = (trainer: RowState, split: RowState): boolean =>
  isByTime(split) || [...ancestorsOf(trainer)].some((state) => relOf(state, 'asof') !== undefined);

const isPlainJoin = ({ node, port }: Crossing): boolean => {
  const join = relOf(node, 'join');
  return join !== undefined && join.kind !== 'semi' && join.kind !== 'anti' && port !== '';
};

const relOf = <Op extends 'join' | 'asof'>(state: RowState, op: Op) =>
  Object.keys(state.above).length > 1 ? findRel(shapeOf(state.typed).table, op) : undefined;

/** The side of a join whose rows are predicted: the one that brings the time of the split, else the first. */
function portOfRows(join: RowState, split: RowState): string {
  const label = labelOf(split);
  let at: ColumnAt | undefined = label && 'by' in label.method ? arriving(split, 'table', label.method.by) : undefined;
  while (at) {
    const [hop] = hopsOf(at);
    if (!hop) break;
    if (at.state === join) return hop.port;
    at = hop.at;
  }
  const rel = relOf(join, 'join')!;
  const main = rel.inputs[rel.kind === 'right' ? 1 : 0];
  return main.op === 'scan' ? main.key : 'table';
}

/** A time column of the rows that feed a port, or of what they were measured from. */
function timesAbove(join: RowState, port: string): string | undefined {
  const on = new Set(relOf(join, 'join')!.on.flatMap((pair) => [pair.left, pair.right]));
  const own = timeIn(join.typed.inputs[port], on);
  if (own !== undefined) return own;
  for (let at = join.above[port]; at; at = Object.values(at.above)[0]) {
    if (at.typed.traits.rows === 'changes') return timeIn(at.typed.inputs.table, on);
  }
  return undefined;
}

const timeIn = (schema: TableSchema | undefined, except: ReadonlySet<string>): string | undefined =>
  schema?.columns.find(({ name, type }) => (type === 'date' || type === 'timestamp') && !except.has(name))?.name;
