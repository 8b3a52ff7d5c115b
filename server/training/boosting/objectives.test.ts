import { expect, it } from 'vitest';
import { predictRaw, trainBoostedTrees } from '../index';
import { type Loss, weightedMeanLoss } from '../loss';
import { quietContext } from '../testing/generated-data';
import { referenceTask } from '../testing/reference-tables';
import reference from './reference.json';
import type { BoostedTreesSettings } from './settings';

type Case = [
  name: Exclude<keyof typeof reference, 'madeWith'>,
  target: 'numbers' | 'wild' | 'counts' | 'classes',
  loss: Loss,
  settings: Partial<BoostedTreesSettings>,
  withCategories?: boolean,
];

const squared: Loss = { objective: 'squared' };
const cases: Case[] = [
  ['squared', 'numbers', squared, {}],
  ['absolute', 'wild', { objective: 'absolute' }, { objective: 'absolute' }],
  ['quantileLow', 'wild', { objective: 'quantile', alpha: 0.1 }, { objective: 'quantile', alpha: 0.1 }],
  ['quantileHigh', 'wild', { objective: 'quantile', alpha: 0.9 }, { objective: 'quantile' }],
  ['huber', 'wild', { objective: 'huber', delta: 2 }, { objective: 'huber', delta: 2 }],
  ['poisson', 'counts', { objective: 'poisson' }, { objective: 'poisson' }],
  ['lambdaL1', 'numbers', squared, { lambdaL1: 100 }],
  ['minGainToSplit', 'numbers', squared, { minGainToSplit: 100 }],
  ['maxDepth', 'numbers', squared, { maxDepth: 2 }],
  ['monotone', 'numbers', squared, { monotoneConstraints: [1, -1, 0, 1] }],
  ['bagging', 'numbers', squared, { baggingFraction: 0.5 }],
  ['featureFraction', 'numbers', squared, { featureFraction: 0.5 }],
  ['featureFractionByNode', 'numbers', squared, { featureFractionByNode: 0.5 }],
  ['categoricalSquared', 'numbers', squared, {}, true],
  ['categoricalLogistic', 'classes', { objective: 'logistic' }, {}, true],
];

it.each(cases)(
  '%s: held-out loss as LightGBM’s (reference.py)',
  async (name, target, loss, settings, withCategories) => {
    const data = referenceTask(1, target, withCategories);
    const test = referenceTask(2, target, withCategories);
    const task = target === 'classes' ? 'binary' : 'regression';
    const own = { task, rounds: 60, leaves: 15, seed: 1, ...settings } as const;
    const model = await trainBoostedTrees(data, own, quietContext());
    const margins = predictRaw(model, test.columns, test.rowCount);
    const reached = weightedMeanLoss(loss, 1, margins, test.target);
    // LightGBM tries no feature again below a leaf where it gained too little; where gains are cut, that costs it up to 2 %.
    expect(Math.abs(reached / reference[name] - 1), `${reached} against ${reference[name]}`).toBeLessThan(0.03);
  },
);
