import type { ReactNode } from 'react';
import type { DiffKind, PortType, StateKind } from './vocabulary';

export const line = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
const ring = <circle cx="6" cy="6" r="4.75" {...line} strokeWidth="1.5" />;

/** Drawn in a square of 12. */
export const stateDrawings: Record<StateKind, ReactNode> = {
  unset: <circle cx="6" cy="6" r="4.75" {...line} strokeLinecap="butt" strokeWidth="1.5" strokeDasharray="2.2 1.53" />,
  ready: ring,
  queued: (
    <>
      {ring}
      <path d="M6 3.6V6l1.6 1.2" {...line} strokeWidth="1.3" />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="4.75" {...line} strokeOpacity=".28" strokeWidth="1.5" />
      <path d="M6 1.25A4.75 4.75 0 1 1 1.6 7.8" {...line} strokeWidth="1.8" />
    </>
  ),
  done: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="M3.5 6.2 5.2 7.9 8.5 4.4" {...line} stroke="var(--raised)" strokeWidth="1.4" />
    </>
  ),
  reused: (
    <>
      <path d="M10.6 5A4.75 4.75 0 1 0 10.5 7.4" {...line} strokeWidth="1.5" />
      <path d="M11 2v3.2H7.8" {...line} strokeWidth="1.5" />
    </>
  ),
  failed: (
    <>
      <path d="M3.9.7h4.2l3.2 3.2v4.2l-3.2 3.2H3.9L.7 8.1V3.9z" fill="currentColor" />
      <path d="m4.3 4.3 3.4 3.4m0-3.4L4.3 7.7" {...line} stroke="var(--raised)" strokeWidth="1.4" />
    </>
  ),
  stale: (
    <>
      {ring}
      <path d="M6 2.6a3.4 3.4 0 0 0 0 6.8z" fill="currentColor" />
    </>
  ),
  skipped: (
    <>
      {ring}
      <path d="m2.8 9.2 6.4-6.4" {...line} strokeLinecap="butt" strokeWidth="1.5" />
    </>
  ),
};

/** Outlines in a square of 14. */
export const portDrawings: Record<PortType, string> = {
  table: 'M4 2.2 11.4 7 4 11.8z',
  model: 'M7 1.8 12.2 7 7 12.2 1.8 7z',
  report: 'M7 2.6a4.4 4.4 0 1 1 0 8.8 4.4 4.4 0 0 1 0-8.8z',
  endpoint: 'M7 2 11.4 4.5v5L7 12 2.6 9.5v-5z',
};

/** Drawn in a square of 12. */
export const diffDrawings: Record<DiffKind, ReactNode> = {
  added: <path d="M6 2v8M2 6h8" {...line} strokeWidth="1.8" />,
  removed: <path d="M2 6h8" {...line} strokeWidth="1.8" />,
  changed: <path d="M1.5 7.2C3 4 4.6 4 6 6s3 2 4.5-1.2" {...line} strokeWidth="1.7" />,
  rewired: <path d="M1.5 3.5h3c3 0 0 5 3 5h3M8.6 6.6l2 1.9-2 1.9" {...line} strokeWidth="1.5" />,
};

/** What cards wear beside their name, drawn in a square of 14. */
export const markDrawings = {
  leakProof: (
    <>
      <path d="M7 1.2 12 3v3.6c0 3-2.1 5.2-5 6.3-2.9-1.1-5-3.3-5-6.3V3z" {...line} strokeWidth="1.25" />
      <path d="M4.6 7h4.8" stroke="var(--pt-train)" strokeWidth="2" />
    </>
  ),
  published: (
    <g color="var(--cat-serve)">
      <circle cx="7" cy="7" r="2.9" fill="currentColor" />
      <circle cx="7" cy="7" r="5.4" {...line} strokeWidth="1.2" strokeOpacity=".55" />
    </g>
  ),
  drifting: (
    <g color="var(--st-unset)">
      <path d="M1.2 11.4C3 11.4 3.2 4 5.2 4s2.2 7.4 4 7.4" {...line} strokeWidth="1.2" strokeOpacity=".5" />
      <path d="M4.8 11.4c1.8 0 2-8.8 4-8.8s2.2 8.8 4 8.8" {...line} strokeWidth="1.4" />
    </g>
  ),
  tested: (
    <g color="var(--st-done)">
      <path d="M2 3.5h3M2 7h3M2 10.5h3" {...line} strokeOpacity=".55" strokeWidth="1.4" />
      <path d="m7.4 7.6 1.8 1.8 3.6-4.2" {...line} strokeWidth="1.6" />
    </g>
  ),
  testFails: (
    <g color="var(--st-failed)">
      <path d="M2 3.5h3M2 7h3M2 10.5h3" {...line} strokeOpacity=".55" strokeWidth="1.4" />
      <path d="m8.2 5.2 4 4m0-4-4 4" {...line} strokeWidth="1.6" />
    </g>
  ),
} as const;
