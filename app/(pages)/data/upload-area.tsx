'use client';

import { CloudUpload, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Progress } from '@/app/_ui/feedback';
import { formatBytes, formatShare } from '@/app/_ui/figures';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import styles from './data.module.css';
import type { RunningUpload, useUploads } from './use-uploads';

/** Where files are dropped or chosen, and those that are on their way. */
export function UploadArea({ uploads, start, dismiss }: ReturnType<typeof useUploads>) {
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <div className={styles.uploads}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        className={styles.drop}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          start([...event.dataTransfer.files]);
        }}
      >
        <Icon icon={CloudUpload} />
        Drop CSV or Parquet files here, or
        <Button size="s" onClick={() => picker.current?.click()}>
          choose files
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          accept=".csv,.tsv,.txt,.parquet,.pq"
          onChange={(event) => {
            start([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      {uploads.map((upload) => (
        <OneUpload key={upload.id} upload={upload} onDismiss={() => dismiss(upload.id)} />
      ))}
    </div>
  );
}

function OneUpload({ upload, onDismiss }: { upload: RunningUpload; onDismiss: () => void }) {
  const { name, share, sizeBytes, problem } = upload;
  return (
    <div className={styles.upload} role="status">
      <span title={name}>{name}</span>
      {problem ? (
        <span className={styles.bad}>{problem}</span>
      ) : (
        <Progress value={share >= 1 ? null : share} label={`Upload of ${name}`} />
      )}
      <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
        <span className={styles.muted}>
          {problem ? '' : share >= 1 ? 'storing' : `${formatShare(share)} of ${formatBytes(sizeBytes)}`}
        </span>
        <IconButton
          label={problem ? 'Close' : 'Cancel the upload'}
          icon={X}
          size="s"
          onClick={problem ? onDismiss : upload.cancel}
        />
      </span>
    </div>
  );
}
