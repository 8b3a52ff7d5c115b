import type { Seen } from './seen';

export type StepId =
  | 'data'
  | 'look'
  | 'target'
  | 'split'
  | 'prepare'
  | 'train'
  | 'evaluate'
  | 'run'
  | 'publish'
  | 'predict';

/** Where the hand goes: an entry of the palette, a card, a setting of the selected card, or a control of the editor. */
export type Place =
  | { readonly kind: 'palette'; readonly title: string }
  | { readonly kind: 'card'; readonly node: string }
  | { readonly kind: 'setting'; readonly node: string; readonly label: string }
  | { readonly kind: 'control'; readonly name: 'samples' | 'data' | 'run' | 'publish' };

export interface Step {
  readonly id: StepId;
  readonly title: string;
  /** One sentence. */
  readonly why: string;
  /** How it is done by hand; it follows what is already there. */
  readonly how: (seen: Seen) => string;
  readonly isDone: (seen: Seen) => boolean;
  readonly place: (seen: Seen) => Place | undefined;
}

const palette = (title: string): Place => ({ kind: 'palette', title });
const pressIn = (title: string) =>
  `Select the last card, then press ${title} in the list at the left: it comes behind it, wired.`;

/** From nothing to an endpoint that answers. What comes later and is done, says that what it needs is done as well. */
export const steps: readonly Step[] = [
  {
    id: 'data',
    title: 'Add data',
    why: 'Everything begins with a table; its columns are known before anything runs.',
    how: ({ isReading }) =>
      isReading
        ? 'The file is being read …'
        : 'Take one of the sample tables, or drop a CSV or Parquet file on the canvas.',
    isDone: ({ source }) => source !== undefined,
    place: () => ({ kind: 'control', name: 'samples' }),
  },
  {
    id: 'look',
    title: 'Look at it',
    why: 'Rows and profiles stand below for every card, at every moment, without a run.',
    how: () => 'Click into the rows below. Each column says its type, its gaps and how it is spread.',
    isDone: ({ hasLooked }) => hasLooked,
    place: () => ({ kind: 'control', name: 'data' }),
  },
  {
    id: 'target',
    title: 'Choose what to predict',
    why: 'The target is the column that the model learns to tell from all others.',
    how: () => 'A column with few values makes classes, an amount makes a number:',
    isDone: ({ target }) => target !== undefined,
    place: () => undefined,
  },
  {
    id: 'split',
    title: 'Split',
    why: 'A model is judged on rows it has never seen: the split labels them, and nothing below can learn from them.',
    how: () => pressIn('Split'),
    isDone: ({ split, judge }) => split?.isSound === true || judge?.isSound === true,
    place: ({ split }) => (split ? { kind: 'card', node: split.id } : palette('Split')),
  },
  {
    id: 'prepare',
    title: 'Prepare',
    why: 'Gaps are filled and texts become numbers, by what training rows say; an endpoint repeats the very same steps.',
    how: ({ target }) => `${pressIn('Impute')} Then Encode.${target ? ` Leave ${target} alone in both.` : ''}`,
    isDone: ({ prepared, train }) => prepared?.isSound === true || train?.isSound === true,
    place: ({ prepared }) => (prepared ? { kind: 'card', node: prepared.id } : palette('Impute')),
  },
  {
    id: 'train',
    title: 'Train',
    why: 'Boosted trees to begin with: they are quick and hard to beat on tables.',
    how: ({ train, target }) =>
      train
        ? `Choose ${target ?? 'a column'} as its target, at the right.`
        : `${pressIn('Train')} Choose ${target ?? 'a column'} as its target.`,
    isDone: ({ train }) => train?.isSound === true,
    place: ({ train }) => (train ? { kind: 'setting', node: train.id, label: 'Target' } : palette('Train')),
  },
  {
    id: 'evaluate',
    title: 'Evaluate',
    why: 'The test rows say how good it is, with an interval; a gate here can stop a bad model from going further.',
    how: ({ judge }) =>
      judge
        ? 'It reads the model and the rows to judge: pull a wire from the card that feeds Train onto its second port.'
        : `${pressIn('Evaluate')} Then pull a second wire to it from the card that feeds Train: the rows to judge.`,
    isDone: ({ judge }) => judge?.isSound === true,
    place: ({ judge }) => (judge ? { kind: 'card', node: judge.id } : palette('Evaluate')),
  },
  {
    id: 'run',
    title: 'Run',
    why: 'Cards tell what they do, wires how many rows went over; what was computed once is reused.',
    how: ({ isRunning, failure }) =>
      isRunning ? 'It runs: watch the cards.' : failure ? `It stopped: ${failure}` : 'Press Run, at the top.',
    isDone: ({ hasRun }) => hasRun,
    place: () => ({ kind: 'control', name: 'run' }),
  },
  {
    id: 'publish',
    title: 'Publish',
    why: 'All steps become one file behind one address, once every gate has passed.',
    how: ({ publisher, isRunning }) =>
      isRunning
        ? 'It runs once more and is packaged: a moment.'
        : publisher === undefined
          ? `${pressIn('Deploy')} Give it a name, then press Publish, at the top.`
          : publisher.slug === undefined
            ? 'Give the endpoint a name, at the right.'
            : 'Press Publish, at the top.',
    isDone: ({ hasPublished }) => hasPublished,
    place: ({ publisher }) =>
      publisher === undefined
        ? palette('Deploy')
        : publisher.slug === undefined
          ? { kind: 'setting', node: publisher.id, label: 'Endpoint' }
          : { kind: 'control', name: 'publish' },
  },
  {
    id: 'predict',
    title: 'Predict',
    why: 'Whoever calls the address gets an answer in milliseconds, by the steps you drew.',
    how: ({ publisher }) => `Ask /endpoints/${publisher?.slug ?? '…'} about a row, here or on its page.`,
    isDone: ({ answer }) => answer !== undefined,
    place: () => undefined,
  },
];

/** The first step that is not done; undefined when all are. A look is skipped by whoever goes ahead. */
export function currentStep(seen: Seen): Step | undefined {
  if (!steps[0]!.isDone(seen)) return steps[0];
  const started = seen.target !== undefined || seen.split !== undefined || seen.train !== undefined;
  return steps.find((step) => !step.isDone(seen) && !(step.id === 'look' && started));
}

/** A step counts when it is done, or lies before the one at hand. */
export const isPassed = (step: Step, current: Step | undefined): boolean =>
  current === undefined || steps.indexOf(step) < steps.indexOf(current);
