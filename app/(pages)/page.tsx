import type { Metadata } from 'next';
import { Home } from '@/app/_home/home';

export const metadata: Metadata = { title: 'Pipelines' };

export default function HomePage() {
  return <Home />;
}
