import { expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { exportPipeline } from './export-pipeline';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: GitHub's and the shell's own syntax.
const doc: GraphDoc = {
  ...emptyDoc('Telco "churn" ${{ secrets.X }}'),
  parameters: {
    rounds: { type: 'int', default: 100 },
    label: { type: 'text', default: '$(rm -rf /) "x" ${{ secrets.Y }}' },
  },
  nodes: { source: { type: 'source', version: 1, config: { file: { hash: 'a'.repeat(64), name: 'churn.csv' } } } },
};

it('writes a workflow that checks out the repository and runs the pipeline', () => {
  const { filename, text } = exportPipeline(doc, {
    to: 'github-actions',
    pipelineFile: 'examples/telco-churn/pipeline.json',
  });
  expect(filename).toBe('.github/workflows/telco-churn-secrets-x.yml');
  expect(text).toContain('uses: actions/checkout@');
  expect(text).toContain('npm run --silent sluice -- run "$PIPELINE_FILE"');
  expect(text).toContain('PIPELINE_FILE: "examples/telco-churn/pipeline.json"');
  expect(text).toContain(`source: pipelines/telco-churn-secrets-x/churn.csv (sha256 ${'a'.repeat(64)})`);
  expect(text).toContain("--data 'source=pipelines/telco-churn-secrets-x/churn.csv'");
  expect(text).toContain('--set rounds="${PARAMETER_rounds:-100}"');
});

it('lets no name or default become a command or an expression', () => {
  const { text } = exportPipeline(doc, { to: 'github-actions' });
  expect(text.replaceAll(/\$\{\{ inputs\.\w+ \}\}/g, '')).not.toContain('${{');
  expect(text).toContain('\\$(rm -rf /) \\"x\\"');
});

it('writes a document that reads back as itself', () => {
  const { filename, text } = exportPipeline(doc, { to: 'document' });
  expect(filename).toBe('telco-churn-secrets-x.pipeline.json');
  expect(JSON.parse(text)).toEqual(doc);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.
