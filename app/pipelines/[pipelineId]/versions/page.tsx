import type { Metadata } from 'next';
import { VersionList } from './version-list';

export const metadata: Metadata = { title: 'Versions' };

export default async function VersionsPage({ params }: { params: Promise<{ pipelineId: string }> }) {
  const { pipelineId } = await params;
  return <VersionList pipelineId={pipelineId} />;
}
