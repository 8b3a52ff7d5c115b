'use client';

import { ViewportPortal } from '@xyflow/react';
import { X } from 'lucide-react';
import { NodeCard } from '@/app/_ui/canvas';
import { formatShare } from '@/app/_ui/figures';
import { IconButton } from '@/app/_ui/icon-button';
import { useView } from '../editor';
import styles from './hands.module.css';

/** A card for each file on its way, where its source will stand. */
export function UploadCards() {
  const uploads = useView((state) => state.uploads);
  return (
    <ViewportPortal>
      {uploads.map(({ id, name, at, share, cancel }) => (
        <div key={id} style={{ position: 'absolute', transform: `translate(${at.x}px, ${at.y}px)` }}>
          <NodeCard
            title={name}
            summary="on its way"
            category="source"
            icon="upload"
            state={{ kind: 'running', words: `Uploading ${formatShare(share)}`, progress: share }}
          />
          {cancel ? (
            <span className={styles.cancel}>
              <IconButton label={`Cancel the upload of ${name}`} icon={X} size="s" onClick={cancel} />
            </span>
          ) : null}
        </div>
      ))}
    </ViewportPortal>
  );
}
