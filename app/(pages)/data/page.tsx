import type { Metadata } from 'next';
import { DataPage } from './data-page';

export const metadata: Metadata = { title: 'Data' };

export default function OneDataPage() {
  return <DataPage />;
}
