import type { Metadata } from 'next';
import { HelpPage } from './help-page';

export const metadata: Metadata = { title: 'Help' };

export default function OneHelpPage() {
  return <HelpPage />;
}
