import type { Metadata } from 'next';
import { CompareRunsPage } from './compare-runs-page';

export const metadata: Metadata = { title: 'Compare runs' };

export default async function OneRunComparison({ searchParams }: { searchParams: Promise<{ ids?: string }> }) {
  const { ids = '' } = await searchParams;
  return <CompareRunsPage ids={[...new Set(ids.split(',').filter(Boolean))].slice(0, 12)} />;
}
