'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPCClient } from '@/app/_lib/trpc';
import type { ExampleTile } from '@/server/api/example-catalogue';
import { freeName } from './free-name';

/** Makes a copy of an example that is one's own, and opens it. `taken` are names of pipelines there are. */
export function useCopyExample(taken: readonly string[]) {
  const direct = useTRPCClient();
  const router = useRouter();
  return useMutation({
    mutationFn: ({ id, title }: ExampleTile) => direct.examples.copy.mutate({ id, name: freeName(title, taken) }),
    onSuccess: ({ id }) => router.push(`/pipelines/${id}`),
    onError: sayProblem('The example was not copied'),
  });
}
