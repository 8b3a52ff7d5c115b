import type { Metadata } from 'next';
import { readExamples } from './_home/examples';
import { Home } from './_home/home';

export const metadata: Metadata = { title: 'Pipelines' };

export default function HomePage() {
  return <Home examples={readExamples()} />;
}
