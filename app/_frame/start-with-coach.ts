'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { openTour } from '@/app/_editor/tour/tour-store';
import { freeName } from '@/app/_home/free-name';
import { useTRPCClient } from '@/app/_lib/trpc';
import { sayProblem } from './say-problem';

/** Makes an empty pipeline and opens it with the coach. `taken` are names of pipelines there are. */
export function useStartWithCoach(taken: readonly string[]) {
  const direct = useTRPCClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => direct.pipelines.create.mutate({ name: freeName('My first pipeline', taken) }),
    onSuccess: ({ id }) => {
      openTour(id);
      router.push(`/pipelines/${id}`);
    },
    onError: sayProblem('The pipeline was not made'),
  });
}
