'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { type Upload, uploadFile } from '@/app/_frame/upload-file';
import { useTRPC } from '@/app/_lib/trpc';
import { toast } from '@/app/_ui/toast';

/** A file on its way. */
export interface RunningUpload {
  readonly id: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly share: number;
  readonly problem?: string;
  readonly cancel: () => void;
}

const readable = /\.(csv|tsv|txt|parquet|pq)$/i;
let nextId = 1;

/** Sends files to the store, several at once, each with its progress. */
export function useUploads() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly RunningUpload[]>([]);

  const change = useCallback((id: number, next: Partial<RunningUpload>) => {
    setUploads((before) => before.map((upload) => (upload.id === id ? { ...upload, ...next } : upload)));
  }, []);
  const dismiss = useCallback((id: number) => {
    setUploads((before) => before.filter((upload) => upload.id !== id));
  }, []);

  const start = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        if (!readable.test(file.name)) {
          toast({
            tone: 'bad',
            title: `${file.name} was not taken`,
            description: 'Sluice reads CSV and Parquet files.',
          });
          continue;
        }
        const id = nextId++;
        const upload: Upload = uploadFile(file, (share) => change(id, { share }));
        setUploads((before) => [
          ...before,
          { id, name: file.name, sizeBytes: file.size, share: 0, cancel: upload.cancel },
        ]);
        upload.done.then(
          (stored) => {
            dismiss(id);
            toast({ tone: 'good', title: `${stored.name} is here`, description: 'Choose it in a File node.' });
            client.invalidateQueries({ queryKey: trpc.files.pathKey() }).catch(() => undefined);
          },
          (error: unknown) => {
            if (error instanceof DOMException && error.name === 'AbortError') dismiss(id);
            else change(id, { problem: error instanceof Error ? error.message : 'The upload broke off.' });
          },
        );
      }
    },
    [change, dismiss, client, trpc],
  );
  return { uploads, start, dismiss };
}
