import type { Metadata } from 'next';
import { ReportPage } from './report-page';

export const metadata: Metadata = { title: 'Report' };

export default async function OneReportPage({ params }: { params: Promise<{ runId: string; nodeId: string }> }) {
  const { runId, nodeId } = await params;
  return <ReportPage runId={runId} nodeId={decodeURIComponent(nodeId)} />;
}
