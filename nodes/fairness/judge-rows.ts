import { type JudgedRows, judgeClasses } from '@/server/fairness';
import { answersFor, readJudgedRows } from '@/server/learning/judged-rows';
import type { Model } from '@/server/training';
import { type RunContext, StageFailure } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import type { FairnessReport } from './fairness-report';
import type { RowsToJudge } from './read-rows';
import type { Config } from './settings';

export type Judged = {
  readonly rows: JudgedRows;
  /** By row of the part: whether it is judged. Absent when all are. */
  readonly kept?: readonly boolean[];
  readonly decided: FairnessReport['decided'];
};

/** Predicts the rows and decides them as serving would; rows of classes that the model does not know are left out. */
export async function judgeRows(
  { config, database }: RunContext<Config>,
  trained: TrainedModel<Model>,
  { model: rows }: RowsToJudge,
): Promise<Judged> {
  const { signature } = trained;
  const judged = await readJudgedRows(database, signature, rows);
  const { truth } = judged;
  const prediction = answersFor(trained, judged);
  if (signature.task === 'regression')
    return { rows: { task: 'regression', actual: truth, predicted: prediction.values! }, decided: null };
  const classes = signature.classes ?? [];
  if (classes.length < 2) {
    throw new StageFailure(
      classes.length === 0
        ? 'The model has no classes, so there is nothing that a group could be given or denied.'
        : `The model knows one class only, “${classes[0]}”: every row is decided alike, whatever its group.`,
      { kind: 'data', hint: 'Train on rows of at least two classes.' },
    );
  }
  const decided = decisionOf(config, classes);
  const favourable = indexOf(classes, config.favourable ?? decided?.positive, signature.target);
  const kept = Array.from(truth, (actual) => actual >= 0);
  const known = kept.filter(Boolean).length;
  if (known === 0) {
    throw new StageFailure(`None of the ${config.part} rows has a class that the model knows.`, {
      kind: 'data',
      hint: `The model knows ${quoted(classes)}.`,
    });
  }
  const width = classes.length;
  const probabilities = prediction.probabilities!.filter((_, at) => kept[Math.floor(at / width)]);
  return {
    rows: judgeClasses({
      classes,
      truth: Int32Array.from(truth.filter((actual) => actual >= 0)),
      decided: decide(probabilities, classes, decided),
      probabilities,
      favourable,
    }),
    ...(known < kept.length ? { kept } : {}),
    decided,
  };
}

/** How one of two classes is chosen: by the own threshold, else as a node above says, else from 0.5. */
function decisionOf({ threshold, served }: Config, classes: readonly string[]): FairnessReport['decided'] {
  if (classes.length !== 2) return null;
  const positive = served?.positive !== undefined && classes.includes(served.positive) ? served.positive : classes[1]!;
  const above = served?.threshold ?? 0.5;
  return {
    positive,
    threshold: threshold ?? above,
    by: threshold !== undefined ? 'setting' : served ? 'above' : 'default',
    ...(threshold !== undefined && threshold !== above ? { served: above } : {}),
  };
}

/** Class indexes: of two by the threshold, of more the likeliest, the first of equals. */
function decide(
  probabilities: Float64Array,
  classes: readonly string[],
  decided: FairnessReport['decided'],
): Int32Array {
  const width = classes.length;
  const positive = decided ? classes.indexOf(decided.positive) : 0;
  return Int32Array.from({ length: probabilities.length / width }, (_, row) => {
    const own = probabilities.subarray(row * width, (row + 1) * width);
    if (decided) return own[positive]! >= decided.threshold ? positive : 1 - positive;
    return own.indexOf(Math.max(...own));
  });
}

function indexOf(classes: readonly string[], favourable: string | undefined, target: string): number | null {
  if (favourable === undefined) return null;
  const index = classes.indexOf(favourable);
  if (index >= 0) return index;
  throw new StageFailure(`“${favourable}” is not a class of ${target}.`, {
    kind: 'data',
    hint: `Choose one of ${quoted(classes)} as the favourable class.`,
  });
}

function quoted(classes: readonly string[]): string {
  const names = classes.slice(0, 5).map((name) => `“${name}”`);
  return `${names.join(', ')}${classes.length > 5 ? ` and ${classes.length - 5} more` : ''}`;
}
