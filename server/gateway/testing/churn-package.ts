import { call, col, float, textList } from '@/nodes/kernel/expr/expr';
import { ENDPOINT_FORMAT, emitOnnx, type PackagedEndpoint } from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import type { LinearModel } from '@/server/training';

/** A pipeline with every column type, a row rule and a logistic regression. */
const plan: ServePlan = {
  node: 'train',
  port: 'model',
  request: [
    { name: 'tenure', type: 'float', nullable: true },
    { name: 'contract', type: 'text', nullable: true },
    { name: 'visits', type: 'int', nullable: false },
    { name: 'senior', type: 'bool', nullable: true },
    { name: 'joined', type: 'date', nullable: true },
    { name: 'seen', type: 'timestamp', nullable: true },
  ],
  parse: {
    format: 'csv',
    delimiter: ',',
    header: true,
    encoding: 'utf-8',
    nullTokens: ['', 'NA'],
    trim: true,
    dateFormats: ['%d.%m.%Y'],
    types: {},
  },
  lookups: [],
  steps: [
    {
      kind: 'filter',
      where: call(
        'not',
        call(
          'or',
          call('is_true', call('less', col('tenure'), float(0))),
          call('is_true', call('equal', col('contract'), { op: 'literal', type: 'text', value: 'None' })),
        ),
      ),
      reasons: [
        { when: call('is_true', call('less', col('tenure'), float(0))), reason: 'tenure is below 0' },
        {
          when: call('is_true', call('equal', col('contract'), { op: 'literal', type: 'text', value: 'None' })),
          reason: 'contract is None',
        },
      ],
    },
    {
      kind: 'project',
      columns: [
        {
          name: 'tenure',
          expr: call('coalesce', col('tenure'), { op: 'learned', fit: 'k', name: 'mean', type: 'float' }),
        },
        { name: 'contract', expr: call('one_hot_unknown', col('contract'), textList(['Month', 'Year'])) },
        { name: 'visits', expr: call('to_float', col('visits')) },
        { name: 'senior', expr: call('to_bool_float', call('is_true', col('senior'))) },
        {
          name: 'old',
          expr: call(
            'to_bool_float',
            call('is_true', call('less', col('joined'), { op: 'literal', type: 'date', value: '2020-01-01' })),
          ),
        },
        {
          name: 'recent',
          expr: call(
            'to_bool_float',
            call(
              'is_true',
              call('less', { op: 'literal', type: 'timestamp', value: '2024-01-01T00:00:00Z' }, col('seen')),
            ),
          ),
        },
      ],
    },
  ],
  model: { key: 'm', target: 'churn', features: ['tenure', 'contract', 'visits', 'senior', 'old', 'recent'] },
  result: [],
  fits: ['k'],
  rawPrefix: 'raw$',
};

const model = (intercept: number): LinearModel => ({
  kind: 'linear',
  task: 'binary',
  classes: ['No', 'Yes'],
  outputs: 1,
  iterations: 1,
  converged: true,
  featureNames: ['tenure', 'contract=Month', 'contract=Year', 'contract=other', 'visits', 'senior', 'old', 'recent'],
  coefficients: [[-0.1, 1, -1, 0.5, 0.25, 0.5, 2, -2]],
  intercepts: [intercept],
  losses: { train: [] },
  means: [30, 0.5, 0.3, 0.2, 2, 0.5, 0.1, 0.1],
  importances: [],
  trainer: { name: 'test', version: '1' },
});

/** What the model answers for a row, in plain JavaScript. */
export function expectedScore(
  row: {
    tenure?: number | null;
    contract?: string | null;
    visits: number;
    senior?: boolean | null;
    old?: boolean;
    recent?: boolean;
  },
  intercept = 0,
): number {
  const contract = row.contract === 'Month' ? 1 : row.contract === 'Year' ? -1 : 0.5;
  const margin =
    intercept -
    0.1 * (row.tenure ?? 30) +
    contract +
    0.25 * row.visits +
    (row.senior ? 0.5 : 0) +
    (row.old ? 2 : 0) -
    (row.recent ? 2 : 0);
  return 1 / (1 + Math.exp(-margin));
}

const contract = {
  column: 'contract',
  type: 'vector' as const,
  components: ['contract=Month', 'contract=Year', 'contract=other'],
};
const number = (column: string) => ({ column: { column, type: 'float' as const }, kind: 'number' as const });

export interface TestPackage {
  readonly packaged: PackagedEndpoint;
  readonly onnx: Uint8Array;
  readonly model: LinearModel;
}

export function churnPackage(slug: string, intercept = 0): TestPackage {
  const trained = model(intercept);
  const { bytes, signature } = emitOnnx(plan, {
    model: trained,
    learned: () => ({ type: 'float', value: 30 }),
  });
  const examples = [12.5, 'Month', 3, true, '2021-05-01', '2023-05-01T10:00:00Z'];
  return {
    onnx: bytes,
    model: trained,
    packaged: {
      format: ENDPOINT_FORMAT,
      slug,
      title: 'Churn score',
      serveSpec: {
        columns: plan.request.map((column, at) => ({
          ...column,
          example: examples[at]!,
          ...(column.name === 'contract' && { categories: ['Month', 'Year'] }),
          ...(column.name === 'tenure' && { range: [0, 72] as const }),
        })),
        parse: plan.parse,
        lookups: [],
        answers: 'classes',
        target: 'churn',
        classes: ['No', 'Yes'],
        threshold: 0.5,
        outputs: [{ name: 'churn', type: 'text' }],
        reasons: signature.filter?.reasons ?? [],
        signature,
        explanation: {
          columns: [
            number('tenure'),
            { column: contract, kind: 'category' },
            ...['visits', 'senior', 'old', 'recent'].map(number),
          ],
          link: 'logistic',
          isCalibrated: false,
        },
      },
      parity: { rows: 0, part: 'test', maxDifference: 0, flips: 0 },
      reference: { columns: {} },
      metrics: {},
    },
  };
}
