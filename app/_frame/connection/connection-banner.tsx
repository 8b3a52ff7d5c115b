'use client';

import { CloudOff } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { announce } from '@/app/_ui/live-region';
import { connection } from './connection';
import styles from './connection-banner.module.css';

export const useLostSince = (): number | undefined => useStore(connection.store, ({ lostSince }) => lostSince);

/** Above the page while the server does not answer: since when, and what still works. */
export function ConnectionBanner({ stillWorks }: { stillWorks: string }) {
  const lostSince = useLostSince();
  const wasLost = useRef(false);
  useEffect(() => {
    if (wasLost.current && lostSince === undefined) announce('Sluice answers again');
    wasLost.current = lostSince !== undefined;
  }, [lostSince]);
  return (
    <div role="status" className={styles.place}>
      {lostSince === undefined ? null : (
        <div className={styles.banner}>
          <Icon icon={CloudOff} size="s" />
          <p>
            <b>Sluice has not answered since {timeOf(lostSince)}.</b> {stillWorks} It is tried again every few seconds.
          </p>
          <Button size="s" onClick={connection.suspect}>
            Try now
          </Button>
        </div>
      )}
    </div>
  );
}

const timeOf = (ms: number): string => new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
