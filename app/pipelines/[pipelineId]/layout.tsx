import type { ReactNode } from 'react';
import { TrpcProvider } from '../../_lib/trpc';

export default function PipelineLayout({ children }: { children: ReactNode }) {
  return <TrpcProvider>{children}</TrpcProvider>;
}
