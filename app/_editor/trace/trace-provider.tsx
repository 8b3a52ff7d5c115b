'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type LitColumns, useColumnTrace } from './column-trace';

const TraceContext = createContext<LitColumns | undefined>(undefined);

/** Works the trace out once for all that show it. */
export function TraceProvider({ children }: { children: ReactNode }) {
  return <TraceContext value={useColumnTrace()}>{children}</TraceContext>;
}

export const useLitColumns = (): LitColumns | undefined => useContext(TraceContext);
