import { z } from 'zod';
import {
  choiceField,
  describeConfig,
  type FieldDescription,
  field,
  numberField,
  switchField,
  textsField,
} from '../kernel';
import { type ModelConfig, modelFields } from '../kernel/trainer-settings';
import type { Parameter, Point, Value } from './search/space';

/** Settings that decide when to stop or how finely values are told apart: they stay as they are set. */
const FIXED = new Set(['earlyStopping', 'maxIterations', 'maxBins']);

/** A setting that can be searched, with where it stands in the settings. */
interface Searchable extends FieldDescription {
  readonly path: string;
}

const FORM = describeConfig(z.object(modelFields));
/** A number that always counts, whatever stands beside it. */
const isNumber = ({ widget, name, when }: FieldDescription) =>
  widget === 'number' && !FIXED.has(name) && (when === undefined || when.field === 'algorithm');
const algorithmsOf = ({ when }: FieldDescription): readonly unknown[] => when?.is ?? [];

type Group = 'trees' | 'forest' | 'linear';

/** The numbers among the settings of a group: its own, and those beside it for some of its models. */
function searchable(group: Group): Searchable[] {
  const own = FORM.find(({ name }) => name === group)!;
  const beside = FORM.filter(
    (each) => isNumber(each) && algorithmsOf(each).every((one) => algorithmsOf(own).includes(one)),
  );
  return [
    ...(own.fields ?? []).filter(isNumber).map((each) => ({ ...each, path: `${group}.${each.name}` })),
    ...beside.map((each) => ({ ...each, path: each.name })),
  ];
}

const SEARCHABLE = { trees: searchable('trees'), forest: searchable('forest'), linear: searchable('linear') };

interface Range {
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
  readonly log: boolean;
}

const range = (parameter: string, from: number, to: number, log = false): Range => ({ parameter, from, to, log });

/** What is worth trying on most tables. */
const DEFAULTS = {
  trees: [
    range('learningRate', 0.01, 0.3, true),
    range('leaves', 7, 127, true),
    range('minDataInLeaf', 5, 100, true),
    range('rounds', 50, 400, true),
    range('l2', 0.001, 10, true),
    range('rowSampling', 0.5, 1),
    range('featureSampling', 0.4, 1),
  ],
  forest: [
    range('minDataInLeaf', 1, 50, true),
    range('maxDepth', 3, 30, true),
    range('forestSize', 50, 400, true),
    range('rowsPerTree', 0.5, 1),
  ],
  linear: [range('penalty', 0.001, 1000, true), range('l1Ratio', 0, 1)],
};

/** The rows that say where a group of settings is searched, as a form shows them. */
export function spaceField(group: Group, label: string) {
  const known = SEARCHABLE[group];
  const row = z.object({
    parameter: field(z.enum(known.map(({ name }) => name) as [string, ...string[]]).default(known[0]!.name), {
      widget: 'choice',
      label: 'Setting',
      choices: known.map(({ name, label: title }) => ({ value: name, label: title })),
    }),
    by: choiceField(['range', 'values'], 'range', {
      label: 'Tried',
      choices: [
        { value: 'range', label: 'From – to' },
        { value: 'values', label: 'These values' },
      ],
    }),
    from: numberField(0, {}, { label: 'From', when: { field: 'by', is: ['range'] } }),
    to: numberField(1, {}, { label: 'To', when: { field: 'by', is: ['range'] } }),
    log: switchField(false, {
      label: 'By ratios',
      when: { field: 'by', is: ['range'] },
    }),
    values: textsField([], { label: 'Values', when: { field: 'by', is: ['values'] } }),
  });
  const initial = DEFAULTS[group]
    .filter(({ parameter }) => known.some(({ name }) => name === parameter))
    .map((each) => ({ ...each, by: 'range' as const, values: [] }));
  const algorithms = algorithmsOf(FORM.find(({ name }) => name === group)!) as string[];
  return field(z.array(row).default(initial), {
    widget: 'list',
    label,
    help: 'By ratios, 0.01 to 0.1 is as far as 0.1 to 1: right for rates and penalties. Settings without a row stay as they are set here.',
    when: { field: 'algorithm', is: algorithms },
  });
}

type SpaceRow = z.infer<ReturnType<typeof spaceField>>[number];
export type SpaceConfig = Pick<ModelConfig, 'algorithm'> & {
  readonly treesSpace: readonly SpaceRow[];
  readonly forestSpace: readonly SpaceRow[];
  readonly linearSpace: readonly SpaceRow[];
};

/** The group of settings of the chosen model, and its rows. */
export function groupOf({ algorithm, treesSpace, forestSpace, linearSpace }: SpaceConfig) {
  if (isIn('trees', algorithm)) return { group: 'trees', path: 'treesSpace', rows: treesSpace } as const;
  if (isIn('forest', algorithm)) return { group: 'forest', path: 'forestSpace', rows: forestSpace } as const;
  // A model without settings has nothing to search.
  return { group: 'linear', path: 'linearSpace', rows: isIn('linear', algorithm) ? linearSpace : [] } as const;
}

const isIn = (group: Group, algorithm: string): boolean =>
  algorithmsOf(FORM.find(({ name }) => name === group)!).includes(algorithm);

/** Names of the settings that belong to a model. */
export const settingsOf = (algorithm: string): string[] =>
  FORM.filter((each) => algorithmsOf(each).includes(algorithm)).map(({ name }) => name);

/** What is searched, in the order of the rows; rows about settings that the chosen model does not have are left out. */
export function parametersOf(config: SpaceConfig): Parameter[] {
  const { group, rows } = groupOf(config);
  return rows.flatMap((row): Parameter[] => {
    const known = SEARCHABLE[group].find(({ name }) => name === row.parameter);
    if (!known || !isOfModel(known, config.algorithm)) return [];
    const { path: name, label, step } = known;
    if (row.by === 'values') return [{ name, label, kind: 'values', values: row.values.map(Number) }];
    return [{ name, label, kind: 'range', from: row.from, to: row.to, log: row.log, whole: step === 1 }];
  });
}

/** Least squares has no penalty. */
const isOfModel = ({ name, when }: Searchable, algorithm: string): boolean =>
  (when?.field !== 'algorithm' || when.is.includes(algorithm)) &&
  !(algorithm === 'least-squares' && name === 'penalty');

/** What is wrong with the rows, each with the place of its setting. */
export function spaceProblems(config: SpaceConfig): { path: (string | number)[]; message: string; hint?: string }[] {
  const { group, path, rows } = groupOf(config);
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const known = SEARCHABLE[group].find(({ name }) => name === row.parameter);
    if (!known) return [];
    const at = (name: string) => [path, index, name];
    if (seen.has(row.parameter)) return [{ path: at('parameter'), message: `${known.label} is searched twice.` }];
    seen.add(row.parameter);
    if (row.by === 'values') return valueProblems(known, row.values, at('values'));
    if (row.from >= row.to)
      return [{ path: at('to'), message: `${known.label} goes from ${row.from} to ${row.to}: that is no range.` }];
    if (row.log && row.from <= 0)
      return [
        {
          path: at('from'),
          message: `${known.label} cannot go by ratios from ${row.from}.`,
          hint: 'Begin above 0, or switch “By ratios” off.',
        },
      ];
    return [row.from, row.to].flatMap((value, end) => limitProblem(known, value, at(end === 0 ? 'from' : 'to')));
  });
}

function valueProblems(known: Searchable, values: readonly string[], path: (string | number)[]) {
  if (values.length === 0) return [{ path, message: `There are no values of ${known.label} to try.` }];
  const odd = values.find((value) => value.trim() === '' || !Number.isFinite(Number(value)));
  if (odd !== undefined) return [{ path, message: `“${odd}” is no number, and ${known.label} is one.` }];
  return values.flatMap((value) => limitProblem(known, Number(value), path)).slice(0, 1);
}

function limitProblem({ label, min, max, step }: Searchable, value: number, path: (string | number)[]) {
  if (min !== undefined && value < min) return [{ path, message: `${label} is ${min} at least, not ${value}.` }];
  if (max !== undefined && value > max) return [{ path, message: `${label} is ${max} at most, not ${value}.` }];
  if (step === 1 && !Number.isInteger(value)) return [{ path, message: `${label} is a whole number, not ${value}.` }];
  return [];
}

/** `learningRate` of `trees.learningRate`. */
export const shortName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** What a setting is called, by its short name. */
export const settingLabel = (name: string): string | undefined =>
  Object.values(SEARCHABLE)
    .flat()
    .find((known) => known.name === name)?.label;

/** The settings with the values of a point. */
export function settingsAt<C extends object>(settings: C, point: Point): C {
  return Object.entries(point).reduce((changed, [path, value]) => setAt(changed, path.split('.'), value), settings);
}

function setAt<C extends object>(settings: C, [first, ...rest]: string[], value: Value): C {
  const own = (settings as Record<string, unknown>)[first!];
  return { ...settings, [first!]: rest.length === 0 ? value : setAt((own ?? {}) as object, rest, value) };
}
