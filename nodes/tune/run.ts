import type { findMetric } from '@/server/evaluation';
import { refuseTooLarge } from '@/server/learning/check-memory';
import { summaryOf } from '@/server/learning/describe-trained';
import { learnModel } from '@/server/learning/learn-model';
import { defineRun, foldRounds, type NodeSteps, PARTITION_COLUMN, type RunContext, StageFailure } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { taskOf } from '../kernel/learning/find-target';
import { type LearningSize, readLearningTable } from '../kernel/learning/learning-table';
import { type ModelConfig, stopsEarly } from '../kernel/trainer-settings';
import { best } from './search/halving';
import { importanceOf } from './search/importance';
import type { Point } from './search/space';
import { trialNames } from './search-plan';
import { parametersOf, settingsAt } from './search-space';
import { asModelConfig, type Config, modelSettings } from './settings';
import { metricOf, rank, trial } from './trial';
import type { TrialResult, TrialRow, TuneReport } from './tune-report';

export const steps: NodeSteps<never> = { trial, rank };

/** Takes the best of all trials, and learns its model once more from all rows there are outside the test part. */
export default defineRun<Config>(async (context) => {
  const { config, inputs, outputs, log } = context;
  const results = new Map<string, TrialResult>();
  for (const name of trialNames(config)) results.set(name, await inputs.json<TrialResult>(name));
  const winner = winnerOf(results);
  const { point, score, crossValidation } = results.get(winner)!;
  const settings = asModelConfig(settingsAt(modelSettings(config), point!));
  const base: RunContext<ModelConfig> = { ...context, config: settings };
  const check = (size: LearningSize) => refuseTooLarge(base, size);
  const metric = metricOf(config.metric, taskOf((await readLearningTable(base, check)).found));
  log(
    `${winner} is the best of ${results.size}: ${metric.title} ${Number(score!.toPrecision(5))} with ${wordsOf(config, point!)}.`,
  );

  const joined = await withValidation(base, config);
  const learning = await readLearningTable(joined.context, check);
  const trained = await learnModel(joined.context, learning, { type: 'tune', title: 'Tune' });
  const own = trained.proof!.steps.at(-1)!;
  const searched = { name: Object.keys(point!).join(', '), type: `best of ${results.size}`, size: results.size };
  const model = {
    ...trained,
    trainedOn: { ...trained.trainedOn, partition: joined.part },
    proof: {
      steps: [
        ...trained.proof!.steps.slice(0, -1),
        { ...own, learned: [searched, ...own.learned], from: { ...own.from, part: joined.part } },
      ],
    },
    ...(crossValidation ? { crossValidation } : {}),
  };
  await outputs.json('model', model, {
    trials: results.size,
    best: score,
    metric: metric.title,
    ...summaryOf(model),
  });
  await outputs.json('report', reportOf(context, { results, winner, metric, learnedFrom: joined.words }));
});

/** Among the trials with the most effort that came to an end; of equals the earlier. */
function winnerOf(results: ReadonlyMap<string, TrialResult>): string {
  const ended = [...results].filter(([, { score }]) => score !== null);
  if (ended.length === 0) {
    const [first] = [...results.values()].flatMap(({ problem, skipped }) => problem ?? skipped ?? []);
    throw new StageFailure(`None of ${results.size} trials came to an end. The first: ${first}`, {
      kind: 'data',
      hint: 'Correct what the first trial says, or search elsewhere.',
    });
  }
  const most = Math.max(...ended.map(([, { share }]) => share));
  const last = ended.filter(([, { share }]) => share === most);
  const [index] = best(
    last.map(([, { loss }]) => loss),
    1,
  );
  return last[index!]![0];
}

interface Joined {
  readonly context: RunContext<ModelConfig>;
  readonly part: 'train' | 'train and validation' | null;
  readonly words: string;
}

/** The table with its validation rows among the training rows; as it is where the winner stops by them. */
async function withValidation(context: RunContext<ModelConfig>, { learnFrom }: Config): Promise<Joined> {
  const { database, inputs, scratchFolder } = context;
  const table = inputs.table('table');
  if (!table.schema.partitioned) return { context, part: null, words: 'all rows' };
  const label = sqlName(PARTITION_COLUMN);
  const from = `read_parquet(${sqlText(table.path)})`;
  const [counted] = await database.rows<{ rows: number }>(
    `select count(*)::double as rows from ${from} where ${label} = 'validation'`,
  );
  if (learnFrom === 'train' || counted!.rows === 0) return { context, part: 'train', words: 'training rows' };
  if (stopsEarly(context.config))
    return { context, part: 'train', words: 'training rows (it stops early by the validation rows)' };
  const path = `${scratchFolder}/joined.parquet`;
  await database.writeTable(
    `select * replace (case when ${label} = 'validation' then 'train' else ${label} end as ${label}) from ${from}`,
    path,
  );
  const joined = { ...inputs, table: (port: string) => (port === 'table' ? { ...table, path } : inputs.table(port)) };
  return {
    context: { ...context, inputs: joined },
    part: 'train and validation',
    words: 'training and validation rows',
  };
}

const METHOD =
  'Share of the variance between trials that the setting explains by itself (ε² over thirds of its values)';

function reportOf(
  { config, folds }: RunContext<Config>,
  {
    results,
    winner,
    metric,
    learnedFrom,
  }: {
    results: ReadonlyMap<string, TrialResult>;
    winner: string;
    metric: NonNullable<ReturnType<typeof findMetric>>;
    learnedFrom: string;
  },
): TuneReport {
  const space = parametersOf(config);
  const trials = [...results].map(
    ([name, { crossValidation: _, known: __, loss: ___, ...row }]): TrialRow => ({ name, ...row }),
  );
  const observed = [...results].flatMap(([name, { point, loss }]) =>
    point && name.startsWith('trial-') ? [{ point, loss }] : [],
  );
  return {
    target: config.target,
    metric: { name: metric.name, title: metric.title, direction: metric.direction },
    strategy: config.strategy,
    judgedOn: folds ? { part: 'folds', rounds: foldRounds(folds.plan).length } : { part: 'validation' },
    learnedTogether: folds?.learnedTogether ?? [],
    space,
    trials,
    winner,
    importance: { method: METHOD, settings: importanceOf(space, observed) },
    learnedFrom,
  };
}

const wordsOf = (config: Config, point: Point): string =>
  parametersOf(config)
    .map(({ name, label }) => `${label.toLowerCase()} ${point[name]}`)
    .join(', ');
