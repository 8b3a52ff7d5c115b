import type { TrpcClient } from '@/app/_lib/trpc';
import { formatFigure, formatShare } from '@/app/_ui/figures';
import type { FeatureColumn, TrainedModel, TrainedSignature } from '@/nodes/kernel/trained-model';
import type { Values } from './probe';

/** What a trained model says of a row, in words; undefined when the row has not what it reads. */
export async function predictRow(
  client: TrpcClient,
  modelKey: string,
  values: Values,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { signature } = (await client.data.report.query({ key: modelKey }, { signal })) as TrainedModel;
  const features = featuresOf(signature.columns, values);
  if (!features) return undefined;
  const positive = signature.classes?.length === 2 ? 1 : undefined;
  const { outputs } = await client.whatIf.answer.query({ modelKey, features, positive }, { signal });
  return predictionWords(
    signature,
    outputs.map(({ answer }) => answer),
  );
}

/** The numbers that a model reads of a row, in its order; undefined where a column is missing from the row. */
export function featuresOf(columns: readonly FeatureColumn[], values: Values): (number | null)[] | undefined {
  const features: (number | null)[] = [];
  for (const { column, components, categories } of columns) {
    const value = values[column];
    if (value === undefined) return undefined;
    if (components) {
      if (!Array.isArray(value)) features.push(...components.map(() => null));
      else features.push(...(value as readonly (number | null)[]));
    } else if (categories) {
      const code = categories.indexOf(String(value));
      features.push(value === null || code < 0 ? null : code);
    } else {
      const number = value === null ? null : Number(value);
      if (number !== null && Number.isNaN(number)) return undefined;
      features.push(number);
    }
  }
  return features;
}

export function predictionWords({ target, task, classes }: TrainedSignature, answers: readonly number[]): string {
  if (task === 'regression' || !classes) return `${target} ${formatFigure(answers[0] ?? Number.NaN)}`;
  // One output of two classes is the share of the second.
  const shares = answers.length === 1 ? [1 - answers[0]!, answers[0]!] : answers;
  const best = shares.indexOf(Math.max(...shares));
  return `${target} ${classes[best]}, ${formatShare(shares[best] ?? 0)}`;
}
