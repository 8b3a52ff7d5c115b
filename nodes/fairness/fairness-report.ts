import type { SliceGateResult, SlicesReport } from '@/server/fairness';
import type { Partition } from '../kernel';

/** The `report` output: what server/fairness found out, on which rows, decided how, and what the gates say. */
export type FairnessReport = SlicesReport & {
  readonly part: Partition;
  readonly target: string;
  /** The score from which a row is decided to be `positive`; null unless there are two classes. */
  readonly decided: {
    readonly positive: string;
    readonly threshold: number;
    /** Who says so: this node’s own setting, a node above, or nobody. */
    readonly by: 'setting' | 'above' | 'default';
    /** What an endpoint would decide by, where that is another threshold. */
    readonly served?: number;
  } | null;
  /** Rows of the part whose target is missing, and rows of a class that the model does not know: not judged. */
  readonly missingTarget: number;
  readonly unknownClass: number;
  readonly gates: readonly SliceGateResult[];
};
