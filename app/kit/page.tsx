import type { Metadata } from 'next';
import { Kit } from './kit';

export const metadata: Metadata = { title: 'Component kit' };

export default function KitPage() {
  return <Kit />;
}
