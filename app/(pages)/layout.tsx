import type { ReactNode } from 'react';
import { TrpcProvider } from '../_lib/trpc';

/** What was fetched stays while a person goes from list to list. */
export default function PagesLayout({ children }: { children: ReactNode }) {
  return <TrpcProvider>{children}</TrpcProvider>;
}
