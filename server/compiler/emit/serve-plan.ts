import type { Expr } from '@/nodes/kernel/expr/expr';
import type { ParseRules } from '@/nodes/kernel/facts';
import type { NamedExpr, RowReason } from '@/nodes/kernel/rel/rel';
import type { Column, ScalarType } from '@/nodes/kernel/schema';

/** What a request must carry for one raw column. */
export interface RequestColumn {
  readonly name: string;
  readonly type: ScalarType;
  /** May be absent or null. */
  readonly nullable: boolean;
}

export type ServeStep =
  | { readonly kind: 'project'; readonly columns: readonly NamedExpr[] }
  | { readonly kind: 'filter'; readonly where: Expr; readonly reasons: readonly RowReason[] };

/**
 * The serving graph of one published port, derived from the drawn graph: the raw columns a request carries and the
 * steps that run per row. Learned values are still references (`fit` keys); they are bound when the model is packaged.
 */
export interface ServePlan {
  readonly node: string;
  readonly port: string;
  readonly request: readonly RequestColumn[];
  /** The source's parse rules; applied to text fields of a request. */
  readonly parse: ParseRules;
  /** Columns looked up by key instead of carried by the request. None yet: the place is reserved in the format. */
  readonly lookups: readonly { readonly name: string; readonly table: string; readonly by: string }[];
  readonly steps: readonly ServeStep[];
  /** Present when the port is a model: applied to `features` after the steps. */
  readonly model?: { readonly key: string; readonly target: string; readonly features: readonly string[] };
  /** How a class is chosen out of two, when a node on the way judges the model. */
  readonly decision?: { readonly threshold: number; readonly positive?: string };
  /** Key of that node's report, an input named `evaluation`. */
  readonly evaluation?: string;
  /** Columns of the answer when the port is a table. */
  readonly result: readonly Column[];
  /** Fit keys the steps read, each an input named `learned:<key>` of the packaging stage. */
  readonly fits: readonly string[];
  /** Raw column `c` appears in the stage's `heldOut` table as `raw$c`, beside the prepared columns. */
  readonly rawPrefix: 'raw$';
}
