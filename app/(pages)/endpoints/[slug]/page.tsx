import type { Metadata } from 'next';
import { EndpointPage } from './endpoint-page';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).slug };
}

export default async function OneEndpointPage({ params }: Props) {
  const { slug } = await params;
  return <EndpointPage slug={slug} />;
}
