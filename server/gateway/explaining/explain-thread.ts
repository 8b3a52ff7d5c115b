import { readFile } from 'node:fs/promises';
import type { FeatureColumn } from '@/nodes/kernel/trained-model';
import { answerQuestions } from '@/server/engine/question-thread';
import {
  columnGroups,
  type ExplainedOutput,
  type Explainer,
  explainColumns,
  openExplainer,
  outputAnswers,
} from '@/server/explanation';
import type { Model } from '@/server/training/model';
import { predictFromMargins } from '@/server/training/predict';

export type ExplainQuestion =
  | {
      readonly kind: 'explain';
      readonly name: string;
      /** The model's JSON. */
      readonly file: string;
      readonly columns: readonly FeatureColumn[];
      /** In the order of the model's features. */
      readonly features: Float64Array[];
      readonly rowCount: number;
      /** Two classes: the one that is explained. */
      readonly positive: number;
    }
  | { readonly kind: 'forget'; readonly name: string };

export type ExplainReply = readonly (ExplainedOutput & { readonly baseAnswer: number })[];

/** The worker thread behind {@link openExplaining}: holds each model it was asked about. */
const opened = new Map<string, { model: Model; explainer: Explainer }>();

answerQuestions<ExplainQuestion, ExplainReply>(async (question) => {
  if (question.kind === 'forget') {
    opened.delete(question.name);
    return [];
  }
  const { name, file, columns, features, rowCount, positive } = question;
  if (!opened.has(name)) {
    const model = JSON.parse(await readFile(file, 'utf8')) as Model;
    opened.set(name, { model, explainer: openExplainer(model) });
  }
  const { model, explainer } = opened.get(name)!;
  const expected = outputAnswers(model, predictFromMargins(model, explainer.base), positive);
  const outputs = explainColumns(model, explainer, columnGroups(columns), { columns: features, rowCount }, positive);
  return outputs.map((output, at) => ({ ...output, baseAnswer: expected[at]! }));
});
