import { contentKey } from '@/nodes/kernel/canonical';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { arriving, unchangedInto } from './columns';
import { ancestorsOf, between } from './paths';
import { type FoldLabelRel, type LabelRel, labelOf, type RowState } from './row-state';

/** A label computed at a learner above the split: the same function of the same column, so the same label. */
export interface HoistedLabel {
  readonly split: RowState;
  /** Over a placeholder; its columns are the learner's input's. */
  readonly label: LabelRel;
  /** The same with the folds of the training rows, where they too follow from columns that the learner has. */
  readonly folded?: FoldLabelRel;
  readonly key: string;
}

/** The labels of all splits below a learner, from the nearest down: each deals out the training rows of the one before. */
export interface Hoist {
  readonly labels: readonly HoistedLabel[];
  readonly key: string;
}

/** One more label for a learner; undefined when a split on another way labels the same rows differently. */
export function addLabel(known: Hoist | undefined, more: HoistedLabel): Hoist | undefined {
  if (known?.labels.some(({ key }) => key === more.key)) return known;
  const above = ancestorsOf(more.split);
  if (known && !known.labels.every(({ split }) => above.has(split))) return undefined;
  const labels = [...(known?.labels ?? []), more];
  return { labels, key: labels.map(({ key }) => key).join(' ') };
}

/** The rows of a learner's input, labelled; for a round as the round labels them. */
export const labelled = ({ labels }: Hoist, input: Rel, round?: RoundOf): Rel =>
  labels.reduce<Rel>(
    (rel, { split, label, folded }) =>
      folded && round?.splits.has(split.id)
        ? { op: 'round', input: { ...folded, input: rel }, ...round.round }
        : { ...label, input: rel },
    input,
  );

/** A round of the folds that splits deal. */
export interface RoundOf {
  /** By id. */
  readonly splits: ReadonlySet<string>;
  readonly round: Omit<Extract<Rel, { op: 'round' }>, 'op' | 'input'>;
}

export type HoistRefusal =
  | { readonly why: 'ranks' | 'no-key' | 'by-task' | 'out-of-fold' }
  | { readonly why: 'column-changed'; readonly column: string }
  | { readonly why: 'rows-between'; readonly node: RowState };

/**
 * Whether a node above a split can learn from the rows the split will call training rows. The label must be a function of
 * columns that reach the split as the learner had them, and no node between may make other rows or look at them.
 */
export function hoistTo(learner: RowState, split: RowState): HoistedLabel | HoistRefusal {
  const label = labelOf(split);
  if (!label || split.typed.traits.labelsRows !== 'row-local') return { why: 'ranks' };
  if (!learner.typed.linked.definition.fit) return { why: 'by-task' };
  // Its training rows are treated unlike the others, so every row must know what it is.
  if (learner.typed.traits.outOfFold) return { why: 'out-of-fold' };
  const other = [...between(learner, split), learner].find(makesOtherRows);
  if (other) return { why: 'rows-between', node: other };
  const read = 'by' in label.method ? label.method.by : label.identity;
  // Without a key the whole row decides, and the learner changes the row.
  if (read === undefined) return { why: 'no-key' };
  const column = unchangedInto(arriving(split, 'table', read), learner);
  if (column === undefined) return { why: 'column-changed', column: read };
  const { method, shares } = label;
  const earlier: LabelRel = {
    op: 'label',
    input: { op: 'scan', key: 'table', columns: [] },
    shares,
    columns: [],
    ...('by' in method ? { method: { ...method, by: column } } : { method, identity: column }),
  };
  const folded = withFolds(earlier, label, (name) => unchangedInto(arriving(split, 'table', name), learner));
  return { split, label: earlier, key: contentKey(['label', earlier]), ...(folded ? { folded } : {}) };
}

/** Folds by a hash of a row's own key or group can be dealt earlier; ranks among all rows cannot. */
function withFolds(
  earlier: LabelRel,
  { folds, identity }: LabelRel,
  earlierName: (column: string) => string | undefined,
): FoldLabelRel | undefined {
  if (folds?.kind === 'group') {
    const by = earlierName(folds.by);
    return by === undefined ? undefined : { ...earlier, folds: { ...folds, by } };
  }
  if (folds?.kind !== 'random' || identity === undefined) return undefined;
  const row = earlierName(identity);
  return row === undefined ? undefined : { ...earlier, identity: row, folds };
}

export const isHoisted = (found: HoistedLabel | HoistRefusal): found is HoistedLabel => 'label' in found;

export const isAboutColumns = ({ why }: HoistRefusal): boolean => why === 'no-key' || why === 'column-changed';

const makesOtherRows = ({ typed: { traits } }: RowState): boolean =>
  (traits.rows !== 'keeps' && traits.rows !== 'drops') || traits.looksAt !== undefined;
