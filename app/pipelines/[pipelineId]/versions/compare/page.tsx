import type { Metadata } from 'next';
import { ComparePage } from './compare-page';

export const metadata: Metadata = { title: 'Compare' };

export interface CompareProps {
  params: Promise<{ pipelineId: string }>;
  searchParams: Promise<{ a?: string; b?: string }>;
}

export default async function OneComparison({ params, searchParams }: CompareProps) {
  const { pipelineId } = await params;
  const { a, b } = await searchParams;
  return <ComparePage pipelineId={pipelineId} a={a ?? 'draft'} b={b ?? 'draft'} />;
}
