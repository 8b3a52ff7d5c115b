import type { Fix } from '@/nodes/kernel/diagnostics';
import { leaveOutOf } from '@/nodes/kernel/leave-out';
import { arriving, type ColumnAt, hopsOf } from './columns';
import type { RowState } from './row-state';

/** What a model learns from, as columns of the nodes that feed it. */
export interface TrainedOn {
  readonly trainer: RowState;
  readonly target: ColumnAt;
  readonly features: readonly ColumnAt[];
}

/** A node with several inputs that a column came through. */
export interface Crossing {
  readonly node: RowState;
  readonly port: string;
  /** The column as it left that node. */
  readonly column: string;
}

/** A column on the way up from a feature. */
export interface Step {
  readonly at: ColumnAt;
  /** The feature it flows into. */
  readonly feature: string;
  /** Joins and unions crossed, nearest to the model first. */
  readonly crossings: readonly Crossing[];
}

export function trainedOn(trainer: RowState): TrainedOn | undefined {
  const { linked, inputs, sound } = trainer.typed;
  if (!linked.configured || !linked.definition.model || !sound) return undefined;
  const signature = linked.definition.model({ config: linked.config, inputs });
  const target = signature && arriving(trainer, 'table', signature.target);
  if (!signature || !target) return undefined;
  const features = signature.features
    .filter((name) => name !== signature.target)
    .flatMap((name) => arriving(trainer, 'table', name) ?? []);
  return { trainer, target, features };
}

/** The edit that takes a feature away from a model. */
export function leaveOutFeature({ trainer, features }: TrainedOn, feature: string): Fix | undefined {
  const others = features.map(({ column }) => column).filter((name) => name !== feature);
  const settings = others.length === 0 ? undefined : trainer.typed.linked.definition.withFeatures?.(others);
  return settings && leaveOutOf(trainer.id, settings, [feature]);
}

const NONE: readonly Crossing[] = [];

/** Every column that flows into the given ones, each once, from the model up. */
export function walkUp(starts: readonly ColumnAt[], goesOn: (step: Step) => boolean): Step[] {
  const found: Step[] = [];
  const seen = new Map<RowState, Set<string>>();
  const visit = (step: Step): void => {
    const { state, port, column } = step.at;
    const name = `${port} ${column}`;
    const known = seen.get(state) ?? new Set();
    if (known.has(name)) return;
    seen.set(state, known.add(name));
    found.push(step);
    if (!goesOn(step)) return;
    const joins = Object.keys(state.above).length > 1;
    for (const hop of hopsOf(step.at)) {
      const crossings = joins ? [...step.crossings, { node: state, port: hop.port, column }] : step.crossings;
      visit({ at: hop.at, feature: step.feature, crossings });
    }
  };
  for (const at of starts) visit({ at, feature: at.column, crossings: NONE });
  return found;
}
