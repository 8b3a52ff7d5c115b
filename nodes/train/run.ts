import { refuseTooLarge } from '@/server/learning/check-memory';
import { crossValidate } from '@/server/learning/cross-validate';
import { summaryOf } from '@/server/learning/describe-trained';
import { learnModel } from '@/server/learning/learn-model';
import { defineRun } from '../kernel';
import { readLearningTable } from '../kernel/learning/learning-table';
import type { Config } from './definition';

/** Learns a model from the training rows whose target is known. */
export default defineRun<Config>(async (context) => {
  const learning = await readLearningTable(context, (size) => refuseTooLarge(context, size));
  const { target, data } = learning;
  const size = `${count(data.rowCount)} rows and ${count(data.columns.length)} numbers each`;
  context.log(`Learning ${target.name} from ${size}.`);
  const crossValidation = context.folds && (await crossValidate(context, learning, context.folds));
  const trained = {
    ...(await learnModel(context, learning, { type: 'train', title: 'Train' })),
    ...(crossValidation ? { crossValidation } : {}),
  };
  await context.outputs.json('model', trained, summaryOf(trained));
});

const count = (rows: number): string => rows.toLocaleString('en');
