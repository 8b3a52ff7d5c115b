import { countParts, refuseMissingColumn } from '@/server/learning/check-part';
import { type JudgedPart, readPart } from '@/server/learning/judged-rows';
import type { Model } from '@/server/training';
import { type RunContext, StageFailure } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import type { Config } from './definition';

/** The rows to calibrate on: those of the part whose class the model knows. */
export interface CalibrationRows extends JudgedPart {
  /** Rows of the part without a target, or of a class the model does not know. */
  readonly leftOut: number;
}

/** Reads them; refuses a table without what the model reads, and a part with nothing to learn from. */
export async function readRows(
  { config: { part }, database, inputs }: RunContext<Config>,
  trained: TrainedModel<Model>,
): Promise<CalibrationRows> {
  const table = inputs.table('table');
  const { signature } = trained;
  refuseMissingColumn(table, signature, { purpose: 'calibrate on', trainer: 'the trainer' });
  const { all } = await countParts(database, table, signature.target, { part, purpose: 'calibrate on' });
  const known = await readPart(database, table, trained, { part });
  if (known.count === 0) {
    throw new StageFailure(
      `None of the ${all.toLocaleString('en')} ${part} rows has a ${signature.target} that the model knows.`,
      { kind: 'data', hint: 'How often a probability comes true can only be seen where the truth is known.' },
    );
  }
  return { ...known, leftOut: all - known.count };
}
