import { type FoldUse, foldRounds, roundTable } from '@/nodes/kernel/folds';
import { type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import { inputKeysOf, type KeyedNode, lowerNode, relationKey, sameKeys, scanColumns } from './lower';
import { type FoldsAbove, foldsAbove } from './partition/folds';
import type { Hoist, RoundOf } from './partition/hoist';
import { ancestorsOf } from './partition/paths';
import type { RowState } from './partition/row-state';

interface Lowering {
  /** The nodes lowered so far; copies are added, each before its first reader. */
  readonly keyed: Map<string, KeyedNode>;
  readonly hoists: ReadonlyMap<string, Hoist>;
  readonly previous: ReadonlyMap<string, KeyedNode> | undefined;
}

export interface Rounds {
  readonly use: FoldUse;
  /** The key of the node's table in each round, by the name of the input. */
  readonly views: Readonly<Record<string, string>>;
}

/**
 * Lowers what lies between a split and a node that judges on its folds once more for every round: below a label by which
 * the rows that the round judges are test rows. So whatever learns there, or looks at other rows, cannot see them. Where
 * nothing does, all rounds read the same rows, and nothing is lowered twice.
 */
export function addRounds(state: RowState, lowering: Lowering): Rounds | undefined {
  const folds = foldsAbove(state);
  if (!folds) return undefined;
  const copied = nodesOfRounds(state, folds, lowering.keyed);
  const learnedTogether = [...new Set(folds.together.map(({ typed }) => typed.linked.definition.title))];
  const use: FoldUse = { plan: folds.plan, refitted: copied.length > 0, learnedTogether };
  if (copied.length === 0) return { use, views: {} };
  const about = [...folds.splits, ...folds.told].map(({ id }) => id).join(' ');
  const suffix = suffixFor(about, copied, lowering.keyed);
  const views = foldRounds(folds.plan).map((round, index) => {
    const number = index + 1;
    const idOf = (id: string) => `${id}@${number}${suffix}`;
    const { repeat, fold } = round;
    const label: RoundOf = {
      splits: new Set([...folds.splits].map(({ id }) => id)),
      round: { plan: folds.plan, repeat, fold },
    };
    for (const each of copied) addCopy(each, { lowering, folds, label, idOf, about, number, copied });
    const from = state.typed.linked.inputs.table!;
    return [roundTable(number), lowering.keyed.get(idOf(from.node))!.ports[from.port]!.key];
  });
  return { use, views: Object.fromEntries(views) };
}

/** The splits and all that lies between them, or the learners told of their folds, and the node, in order; none when no round would differ. */
function nodesOfRounds(state: RowState, { splits, told, together }: FoldsAbove, keyed: Lowering['keyed']): RowState[] {
  const changes = new Map<RowState, boolean>();
  const isChanged = (each: RowState): boolean => {
    const known = changes.get(each);
    if (known !== undefined) return known;
    const found = splits.has(each) || told.has(each) || Object.values(each.above).some(isChanged);
    changes.set(each, found);
    return found;
  };
  const above = new Map([...ancestorsOf(state)].map((each) => [each.id, each]));
  const found = [...keyed.keys()].flatMap((id) => {
    const each = above.get(id);
    return each && isChanged(each) ? [each] : [];
  });
  const isUsed = [...splits].every((split) => found.includes(split));
  const differs = found.some(
    (each) => !splits.has(each) && !together.includes(each) && looksBeyondRow(keyed.get(each.id)!),
  );
  return isUsed && differs ? found : [];
}

const ROW_BY_ROW: ReadonlySet<Rel['op']> = new Set(['scan', 'project', 'filter', 'sort', 'union', 'unpivot', 'part']);

/** Which other rows there are has a say in what it makes of one. */
function looksBeyondRow({ fit, ports, typed }: KeyedNode): boolean {
  if (fit) return true;
  return Object.entries(ports).some(([port, keyed]) => {
    if (typed.outputs[port] === undefined) return false;
    if (keyed.kind !== 'relation') return keyed.kind === 'task';
    let looks = false;
    visitRel(keyed.rel, (part) => {
      looks ||= !ROW_BY_ROW.has(part.op);
    });
    return looks;
  });
}

/** Copies of one node for the folds of two splits go by two names. */
function suffixFor(about: string, copied: readonly RowState[], keyed: Lowering['keyed']): string {
  const isFree = (suffix: string) =>
    copied.every(({ id }) => (keyed.get(`${id}@1${suffix}`)?.round?.about ?? about) === about);
  let suffix = '';
  for (let next = 2; !isFree(suffix); next++) suffix = `.${next}`;
  return suffix;
}

interface Copying {
  readonly lowering: Lowering;
  readonly folds: FoldsAbove;
  readonly label: RoundOf;
  readonly idOf: (id: string) => string;
  readonly about: string;
  readonly number: number;
  readonly copied: readonly RowState[];
}

function addCopy(state: RowState, { lowering, folds, label, idOf, about, number, copied }: Copying): void {
  const { keyed, hoists, previous } = lowering;
  const id = idOf(state.id);
  if (keyed.has(id)) return;
  const { typed } = state;
  const isCopied = new Set(copied.map((each) => each.id));
  const inputs = Object.fromEntries(
    Object.entries(typed.linked.inputs).map(([port, from]) => [
      port,
      isCopied.has(from.node) ? { ...from, node: idOf(from.node) } : from,
    ]),
  );
  const isSplit = folds.splits.has(state);
  // Rows that reach the split as ever have their labels already.
  const isLabelled = isSplit && Object.values(inputs).every(({ node }) => !isCopied.has(baseOf(node, keyed)));
  const copy = {
    ...typed,
    linked: { ...typed.linked, id, inputs: isLabelled ? { table: { node: state.id, port: 'table' } } : inputs },
  };
  const keys = inputKeysOf(copy, keyed)!;
  const hoist = folds.told.has(state) ? hoists.get(state.id) : undefined;
  const told = `${hoist?.key ?? ''} ${JSON.stringify([label.round, hoist?.labels.map(({ folded }) => folded?.folds)])}`;
  const before = previous?.get(id);
  if (
    before?.round?.of === typed &&
    before.round.about === about &&
    before.round.told === told &&
    sameKeys(before.inputKeys, keys)
  ) {
    keyed.set(id, before);
    return;
  }
  const round = { of: typed, number, about, told };
  if (isLabelled) {
    const schema = typed.outputs.table!;
    const rel: Rel = {
      op: 'round',
      input: { op: 'scan', key: keys.table!, columns: scanColumns(schema) },
      ...label.round,
    };
    const table = { kind: 'relation' as const, key: relationKey(rel), rel, schema };
    keyed.set(id, { typed: copy, inputKeys: keys, taskInputs: keys, ports: { table }, round });
    return;
  }
  const { taskKey, steps: _, hoist: __, ...lowered } = lowerNode(copy, keys, { hoist, round: label });
  const tables = tablesOf(lowered);
  const isTask = Object.values(tables).some(({ kind }) => kind === 'task');
  keyed.set(id, {
    ...lowered,
    ports: isSplit ? asRounds(tables, label) : tables,
    ...(taskKey !== undefined && isTask ? { taskKey } : {}),
    round,
  });
}

const baseOf = (id: string, keyed: Lowering['keyed']): string => keyed.get(id)?.round?.of.linked.id ?? id;

/** Labelled by a split, then by the round. */
const asRounds = (ports: KeyedNode['ports'], { round }: RoundOf): KeyedNode['ports'] =>
  Object.fromEntries(
    Object.entries(ports).map(([port, keyed]) => {
      if (keyed.kind !== 'relation') return [port, keyed];
      const rel: Rel = { op: 'round', input: keyed.rel, ...round };
      return [port, { ...keyed, key: relationKey(rel), rel }];
    }),
  );

/** A round needs tables only: reports are made once. */
const tablesOf = ({ ports, typed }: Pick<KeyedNode, 'ports' | 'typed'>): KeyedNode['ports'] =>
  Object.fromEntries(Object.entries(ports).filter(([port]) => typed.outputs[port] !== undefined));
