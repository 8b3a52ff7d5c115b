'use client';

import { useQuery } from '@tanstack/react-query';
import { CornerLeftUp, Folder } from 'lucide-react';
import { useState } from 'react';
import { Skeleton } from '@/app/_ui/feedback';
import { Icon } from '@/app/_ui/icon';
import type { StoredFile } from '../../api';
import { tellProblem, useEditor } from '../../editor';
import styles from './fields.module.css';
import { sizeWords } from './size-words';

/** The files a source may read below the data folder. */
export function DataFolderList({ onChoose }: { onChoose: (file: StoredFile) => void }) {
  const editor = useEditor();
  const [path, setPath] = useState('');
  const [busy, setBusy] = useState<string>();
  const { data, error } = useQuery({ queryKey: ['data-folder', path], queryFn: () => editor.api.browse(path) });
  const choose = async (file: string) => {
    setBusy(file);
    await editor.api
      .importPath(file)
      .then(onChoose, (problem) => tellProblem(editor, 'The file was not added', problem));
    setBusy(undefined);
  };
  return (
    <div className={styles.folder}>
      <header>
        <Icon icon={Folder} size="s" />
        {path === '' ? 'Data folder' : path}
      </header>
      {error ? <p className={styles.none}>{editor.api.explain(error).message}</p> : null}
      {!data && !error ? <Skeleton height={84} /> : null}
      <ul>
        {path === '' ? null : (
          <li>
            <button type="button" onClick={() => setPath(path.split('/').slice(0, -1).join('/'))}>
              <Icon icon={CornerLeftUp} size="s" />
              <span>Up</span>
            </button>
          </li>
        )}
        {data?.entries.map((entry) => (
          <li key={entry.path}>
            <button
              type="button"
              disabled={busy !== undefined}
              onClick={() => (entry.kind === 'folder' ? setPath(entry.path) : void choose(entry.path))}
            >
              <Icon icon={entry.kind === 'folder' ? Folder : 'file-spreadsheet'} size="s" />
              <span>{entry.name}</span>
              <small>
                {busy === entry.path ? 'adding …' : entry.sizeBytes === null ? '' : sizeWords(entry.sizeBytes)}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {data?.entries.length === 0 ? <p className={styles.none}>No CSV or Parquet file in here.</p> : null}
    </div>
  );
}
