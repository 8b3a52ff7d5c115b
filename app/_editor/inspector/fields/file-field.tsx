'use client';

import { FolderOpen, Upload } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { SampleTables } from '@/app/_frame/sample-tables';
import { Button } from '@/app/_ui/button';
import { Progress } from '@/app/_ui/feedback';
import { Icon } from '@/app/_ui/icon';
import { Popover } from '@/app/_ui/popover';
import type { StoredFile } from '../../api';
import { tellProblem, useAnalysis, useEditor } from '../../editor';
import type { WidgetProps } from '../form-context';
import { DataFolderList } from './data-folder-list';
import styles from './fields.module.css';
import { sizeWords } from './size-words';

interface ChosenFile {
  readonly hash?: string;
  readonly name?: string;
  readonly sizeBytes?: number;
}

/** A file by upload, by dropping it here, or out of the data folder. */
export function FileField({ field, id, value, isInvalid, onChange }: WidgetProps) {
  const editor = useEditor();
  const picker = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number>();
  const [isBrowsing, setBrowsing] = useState(false);
  const chosen = (typeof value === 'object' ? value : undefined) as ChosenFile | null | undefined;
  const importing = useAnalysis((state) => {
    const need = state.needs.find((request) => request.kind === 'dataset' && request.fileHash === chosen?.hash);
    return need && state.imports[need.key];
  });

  const take = ({ hash, name, sizeBytes }: StoredFile) => onChange({ hash, name, sizeBytes });
  const upload = async (file: File | undefined) => {
    if (!file) return;
    setShare(0);
    await editor.api
      .upload(file, setShare)
      .then(take, (error) => tellProblem(editor, `${file.name} was not added`, error));
    setShare(undefined);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void upload(event.dataTransfer.files[0]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file may be dropped here; the button below does the same
    <div
      className={styles.file}
      data-invalid={isInvalid || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      {chosen?.name ? (
        <div className={styles.chosenFile}>
          <Icon icon="file-spreadsheet" size="s" />
          <b title={chosen.name}>{chosen.name}</b>
          <span>{chosen.sizeBytes === undefined ? '' : sizeWords(chosen.sizeBytes)}</span>
        </div>
      ) : (
        <p className={styles.none}>Drop a CSV or Parquet file here.</p>
      )}
      {share === undefined ? null : <Progress value={share} label="Upload" />}
      {importing && share === undefined ? (
        <Progress value={importing.progress} label={importing.words ?? 'Reading the file'} />
      ) : null}
      <div className={styles.fileActions}>
        <Button
          id={id}
          aria-label={chosen?.name ? 'Replace the file' : 'Upload a file'}
          size="s"
          icon={Upload}
          busy={share !== undefined}
          onClick={() => picker.current?.click()}
        >
          {chosen?.name ? 'Replace' : 'Upload'}
        </Button>
        <Popover
          label="Files in the data folder"
          open={isBrowsing}
          onOpenChange={setBrowsing}
          align="end"
          flush
          width={300}
          trigger={
            <Button size="s" icon={FolderOpen}>
              Data folder
            </Button>
          }
        >
          <DataFolderList
            onChoose={(file) => {
              take(file);
              setBrowsing(false);
            }}
          />
        </Popover>
      </div>
      {chosen?.name ? null : (
        <>
          <p className={styles.none}>Or take sample data:</p>
          <SampleTables onChoose={take} />
        </>
      )}
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={`${field.label} to upload`}
        accept=".csv,.tsv,.txt,.parquet,.pq"
        onChange={(event) => {
          void upload(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
