'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ConnectionBanner } from '@/app/_frame/connection/connection-banner';
import { useTRPC } from '@/app/_lib/trpc';
import { AppShell, type AppShellProps } from '@/app/_ui/app-shell';

/** The shell of the pages outside the editor, with what there is of each kind. */
export function Frame({ children, ...rest }: Omit<AppShellProps, 'counts' | 'children'> & { children: ReactNode }) {
  const trpc = useTRPC();
  const pipelines = useQuery(trpc.pipelines.list.queryOptions());
  const endpoints = useQuery(trpc.endpoints.list.queryOptions());
  return (
    <AppShell
      notice={<ConnectionBanner stillWorks="What you see may be old." />}
      {...rest}
      counts={{
        ...(pipelines.data?.length ? { pipelines: { value: pipelines.data.length } } : {}),
        ...(endpoints.data?.length ? { endpoints: { value: endpoints.data.length } } : {}),
      }}
    >
      {children}
    </AppShell>
  );
}
