import type { Metadata } from 'next';
import { PipelineEditor } from '../../_editor/pipeline-editor';

export const metadata: Metadata = { title: 'Pipeline' };

export default async function PipelinePage({ params }: { params: Promise<{ pipelineId: string }> }) {
  const { pipelineId } = await params;
  return <PipelineEditor key={pipelineId} pipelineId={pipelineId} />;
}
