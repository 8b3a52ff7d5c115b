import { useQuery } from '@tanstack/react-query';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { VersionSummary } from '../api';
import { useAnalysis, useDocument, useEditor } from '../editor';

export const versionsKey = (pipelineId: string) => ['editor', pipelineId, 'versions'];

export interface Versions {
  readonly all: readonly VersionSummary[];
  readonly latest: VersionSummary | undefined;
  /** The version that says the same as what is drawn. */
  readonly same: VersionSummary | undefined;
  /** What is drawn is no version yet. */
  readonly isDraft: boolean;
}

export function useVersions(): Versions {
  const editor = useEditor();
  const { data: all = [] } = useQuery({
    queryKey: versionsKey(editor.pipelineId),
    queryFn: async () => (await editor.api.open()).versions,
  });
  const hashed = useAnalysis((state) => state.hashed);
  const isCurrent = useDocument(({ doc }) => hashed !== undefined && saysTheSame(doc, hashed.doc));
  const same = isCurrent ? all.find((version) => version.hash === hashed?.hash) : undefined;
  return { all, latest: all[0], same, isDraft: isCurrent && same === undefined };
}

/** Until an edit was hashed, nothing is known of it. Arranging is no edit of what a version says. */
const saysTheSame = (a: GraphDoc, b: GraphDoc): boolean =>
  a.nodes === b.nodes &&
  a.wires === b.wires &&
  a.parameters === b.parameters &&
  a.name === b.name &&
  a.description === b.description;
