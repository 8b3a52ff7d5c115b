import type { ScalarType, TableSchema } from '../schema';
import type { Expr } from './expr';

/** Something wrong in a typed expression; `from` and `to` are UTF-16 offsets into its text. */
export interface ExprProblem {
  readonly message: string;
  readonly hint?: string;
  readonly from: number;
  readonly to: number;
}

/** A typed expression, read against the columns that arrive. `expr`, `type` are present when there is no problem. */
export interface ReadExpr {
  readonly expr?: Expr;
  readonly type?: ScalarType;
  /** The value may be missing. */
  readonly nullable: boolean;
  /** Columns it reads, also when something else is wrong. */
  readonly columns: readonly string[];
  readonly problems: readonly ExprProblem[];
}

/** Parses and type-checks what a person typed. Total. On an open table unknown columns raise no problem. */
export function readExpr(_text: string, _schema: TableSchema): ReadExpr {
  throw new Error('being written');
}
