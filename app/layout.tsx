import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './_ui/tokens.css';
import './globals.css';
import { CardSymbols } from './_ui/canvas';
import { LiveRegion } from './_ui/live-region';
import { themeScript } from './_ui/theme-script';
import { Toaster } from './_ui/toast';
import { TooltipProvider } from './_ui/tooltip';

const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><style>.w{stroke:#14171c;fill:#14171c}@media(prefers-color-scheme:dark){.w{stroke:#edeff3;fill:#edeff3}}</style><path class="w" d="M4 2v16M16 2v16" stroke-width="2" stroke-linecap="round"/><rect class="w" x="6.5" y="2.5" width="7" height="6" rx="1" stroke="none"/><path d="M1 14.3h18" stroke="#3a66dd" stroke-width="2.2" stroke-linecap="round"/></svg>`;

export const metadata: Metadata = {
  title: { default: 'Sluice', template: '%s · Sluice' },
  icons: { icon: `data:image/svg+xml,${encodeURIComponent(mark)}` },
  description: 'A web IDE for machine-learning pipelines, drawn on a canvas and defined once.',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfbfc' },
    { media: '(prefers-color-scheme: dark)', color: '#13161b' },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" data-theme="light" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this project, runs before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <TooltipProvider>
          {children}
          <Toaster />
          <LiveRegion />
          <CardSymbols />
        </TooltipProvider>
      </body>
    </html>
  );
}
