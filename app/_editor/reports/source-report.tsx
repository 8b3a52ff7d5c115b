import { Note } from '@/app/_ui/feedback';
import { formatBytes, formatInteger } from '@/app/_ui/figures';
import { WarningGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { ResultProps } from './node-results';
import styles from './reports.module.css';

interface FileSetting {
  readonly name?: string;
  readonly hash?: string;
  readonly sizeBytes?: number;
}

/** Which bytes were read, and what became of them. */
export function SourceReport({ run, nodeId }: ResultProps) {
  const port = run.ports[`${nodeId}.table`];
  const file = run.document.nodes[nodeId]?.config.file as FileSetting | undefined;
  const unparsed = port?.unparsedCount ?? 0;
  return (
    <Section title="Dataset version" note={port ? 'immutable' : undefined}>
      {unparsed > 0 ? (
        <Note tone="warn" glyph={<WarningGlyph />} title={`${formatInteger(unparsed)} cells or lines did not parse`}>
          They are missing in the table. Open the port “Unparsed cells” to see each of them.
        </Note>
      ) : null}
      <dl className={styles.facts} style={unparsed > 0 ? { marginTop: 10 } : undefined}>
        <dt>File</dt>
        <dd>{file?.name ?? 'none chosen'}</dd>
        {file?.sizeBytes === undefined ? null : (
          <>
            <dt>Size</dt>
            <dd>{formatBytes(file.sizeBytes)}</dd>
          </>
        )}
        <dt>Rows × columns</dt>
        <dd>
          {port?.rowCount == null
            ? 'not read yet'
            : `${formatInteger(port.rowCount)} × ${port.columnCount === null ? '?' : formatInteger(port.columnCount)}`}
        </dd>
        <dt>Unparsed</dt>
        <dd>{port?.rowCount == null ? '–' : unparsed === 0 ? 'none' : formatInteger(unparsed)}</dd>
        {port ? (
          <>
            <dt>Version</dt>
            <dd className={styles.mono}>{port.key.slice(0, 12)}</dd>
          </>
        ) : null}
        {file?.hash ? (
          <>
            <dt>SHA-256</dt>
            <dd className={styles.mono}>{file.hash}</dd>
          </>
        ) : null}
      </dl>
    </Section>
  );
}
