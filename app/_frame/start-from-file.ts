'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPCClient } from '@/app/_lib/trpc';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { StoredFile } from '@/server/db/files';
import { sayProblem } from './say-problem';

type Stored = Pick<StoredFile, 'hash' | 'name' | 'sizeBytes'>;

/** A drawing of one source that reads a file which is in the store. */
export const sourceDocument = (name: string, { hash, name: fileName, sizeBytes }: Stored): GraphDoc => ({
  ...emptyDoc(name),
  nodes: { data: { type: 'source', version: 1, config: { file: { hash, name: fileName, sizeBytes } } } },
  layout: { data: { x: 0, y: 0 } },
});

/** Makes a pipeline that reads a stored file, and opens it. */
export function useStartFromFile() {
  const direct = useTRPCClient();
  const router = useRouter();
  return useMutation({
    mutationFn: ({ name, file }: { name: string; file: Stored }) =>
      direct.pipelines.create.mutate({ name, document: sourceDocument(name, file) }),
    onSuccess: ({ id }) => router.push(`/pipelines/${id}`),
    onError: sayProblem('The pipeline was not made'),
  });
}
