import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { contentKey } from '@/nodes/kernel/canonical';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { VersionSummary } from '../api';
import { useDocument, useEditor } from '../editor';

export const versionsKey = (pipelineId: string) => ['editor', pipelineId, 'versions'];

/** Equal for documents that differ only in where their nodes stand, as the server hashes versions. */
const hashOf = ({ layout: _, ...meaning }: GraphDoc): string => contentKey(meaning);

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
  const doc = useDocument((state) => state.doc);
  const { nodes, wires, parameters, name, description, format } = doc;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layout is no part of what a version says
  const hash = useMemo(() => hashOf(doc), [nodes, wires, parameters, name, description, format]);
  const same = all.find((version) => version.hash === hash);
  return { all, latest: all[0], same, isDraft: same === undefined };
}
