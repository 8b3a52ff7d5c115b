'use client';

import dynamic from 'next/dynamic';
import { useProbes } from './probe-store';

const ProbeFollower = dynamic(() => import('./probe-follower').then((module) => module.ProbeFollower), { ssr: false });

/** Nothing is loaded, and nothing asked, before a row is followed. */
export function WhileFollowing() {
  const isWatching = useProbes((state) => state.probes.length > 0);
  return isWatching ? <ProbeFollower /> : null;
}
