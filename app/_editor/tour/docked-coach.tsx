'use client';

import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import { useEditor } from '../editor';
import styles from './dock.module.css';
import { tourStore } from './tour-store';

const Coach = lazy(() => import('./coach').then((module) => ({ default: module.Coach })));

/** The coach, where this pipeline is being built with it; its code is fetched then. */
export function DockedCoach() {
  const { pipelineId } = useEditor();
  const isHere = useStore(tourStore, (state) => state.pipelineId === pipelineId);
  return isHere ? (
    <div className={styles.dock}>
      <Suspense>
        <Coach />
      </Suspense>
    </div>
  ) : null;
}
