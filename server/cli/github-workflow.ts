import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { BoundSource } from './export-pipeline';

export interface WorkflowRequest {
  readonly name: string;
  readonly slug: string;
  /** Relative to the repository. */
  readonly pipelineFile: string;
  readonly sources: readonly BoundSource[];
  readonly parameters: GraphDoc['parameters'];
}

/**
 * A GitHub Actions workflow that runs a pipeline headless. It checks out the repository that holds Sluice, the
 * pipeline file and its data: Sluice is not published as a package. Exit code 1 (a gate) and 2 (an invalid file) fail it.
 */
export function githubWorkflow({ name, slug, pipelineFile, sources, parameters }: WorkflowRequest): string {
  const settings = Object.entries(parameters);
  const inputs = settings.map(([key, { type, default: initial, description }]) =>
    [
      `      ${key}:`,
      `        description: ${quoted(description ?? `Parameter ${key} (${type})`)}`,
      `        default: ${quoted(String(initial))}`,
    ].join('\n'),
  );
  const environment = settings.map(([key]) => `          PARAMETER_${key.replaceAll('-', '_')}: \${{ inputs.${key} }}`);
  const flags = settings.map(([key, { default: initial }]) => {
    const variable = `PARAMETER_${key.replaceAll('-', '_')}`;
    return ` \\\n            --set ${key}="\${${variable}:-${shellDefault(String(initial))}}"`;
  });
  const bindings = sources.map(({ node, path }) => ` \\\n            --data ${word(`${node}=${path}`)}`);
  const data = sources.map(({ node, path, hash }) => `#   ${node}: ${oneLine(path)} (sha256 ${hash})`);
  return `# Runs the pipeline ${quoted(name)} headless, with the same compiler and executor as the web IDE.
# Made by: npm run --silent sluice -- export ${oneLine(pipelineFile)} --to github-actions
${data.length > 0 ? `# Its data, bound by path and content hash; a mismatch ends the run with exit code 2:\n${data.join('\n')}\n` : ''}name: ${quoted(`Sluice: ${name}`)}

on:
  push:
    paths:
      - ${quoted(pipelineFile)}
      - ${quoted(`.github/workflows/${slug}.yml`)}
${sources.map(({ path }) => `      - ${quoted(path)}\n`).join('')}  pull_request:
    paths:
      - ${quoted(pipelineFile)}
${sources.map(({ path }) => `      - ${quoted(path)}\n`).join('')}  workflow_dispatch:${inputs.length > 0 ? `\n    inputs:\n${inputs.join('\n')}` : ''}

permissions:
  contents: read

jobs:
  run:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci --ignore-scripts
      - name: Run the pipeline
        env:
          PIPELINE_FILE: ${quoted(pipelineFile)}
${environment.length > 0 ? `${environment.join('\n')}\n` : ''}        run: |
          npm run --silent sluice -- run "$PIPELINE_FILE"${bindings.join('')}${flags.join('')} \\
            --json > run.json
      - name: Keep what it printed
        if: always()
        uses: actions/upload-artifact@v4
        with:
          name: ${slug}-run
          path: run.json
          if-no-files-found: ignore
`;
}

/** A YAML double-quoted scalar is JSON text, as long as GitHub finds no expression in it. */
const quoted = (text: string): string => JSON.stringify(text.replaceAll('${{', '$ {{'));
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('${{', '$ {{');
/** One word of a shell, whatever is in it. */
const word = (text: string): string => `'${oneLine(text).replaceAll("'", "'\\''")}'`;
/** Inside double quotes and `\${…:-…}`. */
const shellDefault = (text: string): string => oneLine(text).replaceAll(/["\\`$}]/g, '\\$&');
