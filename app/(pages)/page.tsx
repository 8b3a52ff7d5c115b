import type { Metadata } from 'next';
import { readExamples } from '@/app/_home/examples';
import { Home } from '@/app/_home/home';

export const metadata: Metadata = { title: 'Pipelines' };

export default function HomePage() {
  return <Home examples={readExamples()} />;
}
