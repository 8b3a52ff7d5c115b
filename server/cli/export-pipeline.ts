import { canonicalJson } from '@/nodes/kernel/canonical';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunSpec } from '../compiler/emit/run-spec';
import { githubWorkflow } from './github-workflow';

export const EXPORT_TARGETS = ['spec', 'document', 'github-actions'] as const;
export type ExportTarget = (typeof EXPORT_TARGETS)[number];

/** A file to write. */
export interface Exported {
  /** Where it goes, relative to the repository. */
  readonly filename: string;
  readonly mediaType: string;
  readonly text: string;
}

export type ExportRequest =
  | { readonly to: 'spec'; readonly spec: RunSpec }
  | { readonly to: 'document' }
  | { readonly to: 'github-actions'; readonly pipelineFile?: string; readonly sources?: readonly BoundSource[] };

/** Data that a workflow binds by path and content hash. */
export interface BoundSource {
  readonly node: string;
  readonly path: string;
  readonly hash: string;
}

export function exportPipeline(document: GraphDoc, request: ExportRequest): Exported {
  const slug = slugOf(document.name);
  switch (request.to) {
    case 'spec':
      return { filename: `${slug}.spec.json`, mediaType: 'application/json', text: indented(request.spec) };
    case 'document':
      return { filename: `${slug}.pipeline.json`, mediaType: 'application/json', text: indented(document) };
    case 'github-actions':
      return {
        filename: `.github/workflows/${slug}.yml`,
        mediaType: 'application/yaml',
        text: githubWorkflow({
          name: document.name,
          slug,
          pipelineFile: request.pipelineFile ?? `pipelines/${slug}/pipeline.json`,
          sources: request.sources ?? sourcesOf(document, `pipelines/${slug}`),
          parameters: document.parameters,
        }),
      };
  }
}

export function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug === '' ? 'pipeline' : slug;
}

/** Nodes whose settings name a file (by the shape of the setting, not by the node's type), as it would lie in `folder`. */
function sourcesOf({ nodes }: GraphDoc, folder: string): BoundSource[] {
  return Object.entries(nodes).flatMap(([node, { config }]) => {
    const { file } = config as { file?: { name?: unknown; hash?: unknown } };
    if (typeof file?.hash !== 'string' || typeof file.name !== 'string') return [];
    return [{ node, path: `${folder}/${file.name}`, hash: file.hash }];
  });
}

/** Canonical order, indented for people and for git. */
const indented = (value: unknown): string => `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
