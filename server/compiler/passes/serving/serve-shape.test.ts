import { describe, expect, test } from 'vitest';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '../../compile';
import type { ServePlan } from '../../emit/serve-plan';
import { type DrawnNodes, drawnSource, graph } from '../../testing/draw-graph';
import { sampleFacts } from '../../testing/generated-graph';

/** Nodes in a row from a source `people` (id, city, age, income, target) to a deployed model; `wires` adds others. */
function published(
  chain: DrawnNodes,
  more: { nodes?: DrawnNodes; wires?: string[]; train?: Record<string, unknown> } = {},
) {
  const all: DrawnNodes = {
    people: drawnSource('people', 'id'),
    ...chain,
    split: { type: 'split' },
    train: { type: 'train', config: { target: 'target', features: ['age', 'income'], ...more.train } },
    ...more.nodes,
    deploy: { type: 'deploy', config: { slug: 'people' } },
  };
  const line = ['people', ...Object.keys(chain), 'split', 'train'];
  const doc = graph(all, [
    ...line.slice(1).map((node, index) => `${line[index]} > ${node}`),
    'train.model > deploy.model',
    ...(more.wires ?? []),
  ]);
  const { spec, diagnostics } = analyze(doc, { registry, facts: sampleFacts });
  const deploy = spec?.stages.find((stage) => stage.id === 'deploy');
  const rows = spec?.stages.find((stage) => stage.id === 'deploy:rows');
  return {
    errors: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    plan: (deploy?.kind === 'task' ? deploy.plan : undefined) as ServePlan | undefined,
    rows,
  };
}

const request = (plan: ServePlan | undefined): string[] => plan!.request.map(({ name }) => name);

describe('what serving makes of the nodes that shape tables', () => {
  test.each([
    ['sort', { by: [{ column: 'city' }] }],
    ['limit', { rows: 10 }],
    ['sample', { size: 'rows', rows: 10 }],
    ['deduplicate', { by: ['city'] }],
  ])('%s lets every row pass, and asks for nothing more', (type, config) => {
    const { errors, plan } = published({ shape: { type, config } });
    expect(errors).toEqual([]);
    expect(request(plan)).toEqual(['age', 'income']);
    expect(plan!.steps.filter(({ kind }) => kind === 'filter')).toEqual([]);
  });

  test('a renamed column is asked for under the name it has in the source', () => {
    const rename = [{ column: 'age', to: 'years' }];
    const { plan } = published(
      { select: { type: 'select', config: { which: 'all', rename } } },
      { train: { features: ['years'] } },
    );
    expect(request(plan)).toEqual(['age']);
  });

  test('a filter answers the rows it rejects with its condition', () => {
    const { plan } = published({ adults: { type: 'filter', config: { where: "age >= 18 and city = 'Oslo'" } } });
    expect(request(plan)).toEqual(['city', 'age', 'income']);
    const [reason] = plan!.steps.flatMap((step) => (step.kind === 'filter' ? step.reasons : []));
    expect(reason!.reason).toBe("not true: age >= 18 and city = 'Oslo'");
  });

  test('a filter on the target is left out, also where the target was called otherwise', () => {
    const { errors, plan } = published(
      {
        known: { type: 'filter', config: { where: 'is_not_null(target)' } },
        rename: { type: 'select', config: { which: 'all', rename: [{ column: 'target', to: 'churn' }] } },
        words: { type: 'formula', config: { formulas: [{ name: 'left', of: "if(churn = 'yes', 'left', 'stayed')" }] } },
      },
      { train: { target: 'left' } },
    );
    expect(errors).toEqual([]);
    expect(request(plan)).toEqual(['age', 'income']);
    expect(plan!.steps.filter(({ kind }) => kind === 'filter')).toEqual([]);
  });

  test('a formula asks for the columns it reads, through formulas above it', () => {
    const formulas = [
      { name: 'monthly', of: 'income / 12' },
      { name: 'age', of: 'monthly * to_float(age)' },
    ];
    const { plan } = published(
      { formula: { type: 'formula', config: { formulas } } },
      { train: { features: ['age'] } },
    );
    expect(request(plan)).toEqual(['age', 'income']);
  });

  test('a cast that rejects rows says which value did not convert', () => {
    const config = { casts: [{ column: 'city', to: 'int' }], failing: 'reject' };
    const { plan } = published({ cast: { type: 'cast', config } }, { train: { features: ['city'] } });
    const [reason] = plan!.steps.flatMap((step) => (step.kind === 'filter' ? step.reasons : []));
    expect(reason!.reason).toBe('city is no int');
    expect(request(plan)).toEqual(['city']);
  });

  test('of a union a row goes the way of the first table', () => {
    const { errors, plan, rows } = published(
      { union: { type: 'union' } },
      {
        nodes: { others: drawnSource('others') },
        wires: ['others > union.table2'],
      },
    );
    expect(errors).toEqual([]);
    expect(request(plan)).toEqual(['age', 'income']);
    expect(rows!.inputs.filter(({ kind }) => kind === 'table')).toHaveLength(1);
  });

  const lookup = {
    nodes: { cities: drawnSource('cities') },
    wires: ['cities > join.right'],
  };
  const on = [{ left: 'id', right: 'id' }];

  test('a join is passed by while no feature comes from the right table', () => {
    const { errors, plan } = published({ join: { type: 'join', config: { on } } }, lookup);
    expect(errors).toEqual([]);
    expect(request(plan)).toEqual(['age', 'income']);
  });

  test('a feature from the right table of a join cannot be published, and is named', () => {
    const { errors } = published(
      { join: { type: 'join', config: { on } } },
      { ...lookup, train: { features: ['age', 'income_right'] } },
    );
    expect(errors).toEqual([
      'This cannot be published: the column income_right comes from the other table of a join, which a request does not carry.',
    ]);
  });

  test('of a right join the right rows are served', () => {
    const { errors, plan } = published(
      { join: { type: 'join', config: { kind: 'right', on } } },
      { ...lookup, train: { target: 'target_right', features: ['id', 'age_right'] } },
    );
    expect(errors).toEqual([]);
    expect(request(plan)).toEqual(['id', 'age']);
  });
});
