'use client';

import { useQuery } from '@tanstack/react-query';
import { Sparkles } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTRPC } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { useStartWithCoach } from './start-with-coach';

/** On a page that is still empty: the way to something that fills it. */
export function BeginActions() {
  const trpc = useTRPC();
  const router = useRouter();
  const pipelines = useQuery(trpc.pipelines.list.queryOptions());
  const start = useStartWithCoach((pipelines.data ?? []).map(({ name }) => name));
  return (
    <>
      <Button icon={Sparkles} busy={start.isPending} onClick={() => start.mutate()}>
        Build your first pipeline
      </Button>
      <Button onClick={() => router.push('/examples')}>Open an example</Button>
    </>
  );
}
