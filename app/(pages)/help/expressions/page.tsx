import type { Metadata } from 'next';
import { FunctionsPage } from './functions-page';

export const metadata: Metadata = { title: 'Expressions' };

export default function ExpressionsHelpPage() {
  return <FunctionsPage />;
}
