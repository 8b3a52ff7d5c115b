import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Column } from '@/nodes/kernel/schema';
import { registry } from '@/nodes/registry.gen';
import { analyze } from './compile';
import { renderFit, renderSql, type SqlSources } from './emit/duckdb';
import type { RunSpec } from './emit/run-spec';
import { explain } from './explain';

/** The plan and the SQL of the examples, as a person reads them. `UPDATE_GOLDEN=1` writes them anew; look at the diff. */
const folder = join(import.meta.dirname, 'golden');
const examples = join(import.meta.dirname, '../../examples');

const columns: Record<string, Column[]> = {
  'telco-churn': parse('churn:text tenure:int contract:text monthly_charges:float total_charges:float?'),
  credit: parse('Status:text Age:int Marital:text? Home:text? Income:int? Assets:int?'),
  search: parse('id:int city:text? age:int target:text'),
};

/** An example, or a small drawing that is there for its plan: a search on folds below an encoder that looks at the target. */
const drawingOf = (name: string) =>
  name === 'search' ? join(folder, 'search.pipeline.json') : join(examples, name, 'pipeline.json');

function parse(text: string): Column[] {
  return text.split(' ').map((entry) => {
    const [name, type] = entry.split(':');
    return { name: name!, type: type!.replace('?', '') as Column['type'], nullable: type!.endsWith('?') };
  });
}

/** Keys as the names of the stages that make them, so that a golden says what is read. */
function readable(spec: RunSpec): SqlSources {
  const names = new Map(
    spec.stages.flatMap((stage) =>
      stage.outputs.map((output) => [output.key, `${stage.node}.${output.name}`] as const),
    ),
  );
  return {
    scan: (key) => `"${names.get(key) ?? key}"`,
    learned: (_fit, name) => {
      if (/ means( by fold)?$/.test(name)) return { keys: ['a', 'b'], values: [0.25, 0.75] };
      return name.endsWith('categories') ? ['a', 'b'] : name.endsWith('deviation') ? 2 : 1;
    },
  };
}

function sqlOf(spec: RunSpec): string {
  const sources = readable(spec);
  return spec.stages
    .flatMap((stage) => {
      if (stage.kind === 'fit') return [`-- ${stage.id}\n${renderFit(stage.rel, stage.aggregates, sources)}`];
      if (stage.kind === 'query')
        return Object.entries(stage.relations).map(
          ([port, rel]) => `-- ${stage.id} → ${port}\n${renderSql(rel, sources)}`,
        );
      return [];
    })
    .join('\n\n')
    .concat('\n');
}

const specOf = ({ hash, stages }: RunSpec) => {
  const shown = stages.map(({ id, kind, key, dependsOn, nodes }) => ({ id, kind, key, dependsOn, nodes }));
  return ['spec.json', `${JSON.stringify({ hash, stages: shown }, null, 2)}\n`] as const;
};

describe('goldens', () => {
  for (const [name, dataset] of Object.entries(columns)) {
    const doc: unknown = JSON.parse(readFileSync(drawingOf(name), 'utf8'));
    const { spec, diagnostics } = analyze(doc, {
      registry,
      facts: { dataset: () => ({ columns: dataset, rowCount: 1000, unparsedCount: 0 }), has: () => false },
    });

    it(`${name} compiles without a complaint`, () => {
      expect(diagnostics.filter((entry) => entry.severity === 'error')).toEqual([]);
    });
    for (const [suffix, text] of [
      ['plan.mmd', explain(spec!)],
      ['sql', sqlOf(spec!)],
      // The keys of a search are held by the tests of its node.
      ...(name === 'search' ? [] : [specOf(spec!)]),
    ] as const) {
      it(`${name} has the ${suffix} it had`, () => {
        const file = join(folder, `${name}.${suffix}`);
        if (process.env.UPDATE_GOLDEN) {
          mkdirSync(folder, { recursive: true });
          writeFileSync(file, text);
        }
        expect(text).toBe(readFileSync(file, 'utf8'));
      });
    }
  }
});
