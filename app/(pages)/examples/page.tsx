import type { Metadata } from 'next';
import { ExamplesPage } from './examples-page';

export const metadata: Metadata = { title: 'Examples' };

export default function OneExamplesPage() {
  return <ExamplesPage />;
}
