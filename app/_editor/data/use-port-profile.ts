import { useQuery } from '@tanstack/react-query';
import { useTRPCClient } from '@/app/_lib/trpc';
import type { Partition } from '@/app/_ui/vocabulary';
import type { TableProfile } from '@/server/worker/reader/profile';
import type { ColumnDrift } from '@/server/worker/reader/profile-drift';
import type { PortAsked } from './fetch-rows';

export interface ProfileWanted {
  readonly asked: PortAsked;
  readonly contentKey: string;
  /** The run that made the rows; absent for a preview. */
  readonly madeBy: string | undefined;
  readonly part?: Partition | undefined;
  /** The run to compare columns with. */
  readonly beforeRun: string | undefined;
  readonly isWanted: boolean;
}

export interface PortProfile {
  readonly profile: TableProfile | undefined;
  readonly drift: readonly ColumnDrift[] | undefined;
  readonly isPending: boolean;
}

/** The figures of a port's columns, and how they lie against the run before: asked once for all who show them. */
export function usePortProfile({ asked, contentKey, madeBy, part, beforeRun, isWanted }: ProfileWanted): PortProfile {
  const client = useTRPCClient();
  const { document, parameters, port, previousRun } = asked;
  const about = { document, parameters: { ...parameters }, port, previousRun };
  const forever = { staleTime: Number.POSITIVE_INFINITY, retry: false } as const;
  const profile = useQuery({
    queryKey: ['profile', port, contentKey, madeBy, part ?? 'all'],
    queryFn: ({ signal }) => client.data.profile.query({ ...about, part }, { signal }),
    ...forever,
    enabled: isWanted,
  });
  const drift = useQuery({
    queryKey: ['drift', port, contentKey, madeBy, beforeRun],
    queryFn: ({ signal }) => client.data.drift.query({ ...about, beforeRun: beforeRun! }, { signal }),
    ...forever,
    enabled: isWanted && beforeRun !== undefined && Boolean(profile.data),
  });
  return { profile: profile.data ?? undefined, drift: drift.data, isPending: isWanted && profile.isPending };
}
