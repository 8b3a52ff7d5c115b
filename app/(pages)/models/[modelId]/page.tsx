import type { Metadata } from 'next';
import { ModelPage } from './model-page';

export const metadata: Metadata = { title: 'Model' };

export default async function OneModelPage({ params }: { params: Promise<{ modelId: string }> }) {
  const { modelId } = await params;
  return <ModelPage id={modelId} />;
}
