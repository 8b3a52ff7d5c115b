'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Note } from '@/app/_ui/feedback';
import { TextArea } from '@/app/_ui/input';
import { Field } from '@/app/_ui/panel';
import { titleOf } from '../canvas/ports';
import { whenSaved } from '../document/when-saved';
import { tellProblem, useAnalysis, useDocument, useEditor } from '../editor';
import { startRun } from '../run/start-run';
import { useVersions, versionsKey } from '../versions/use-versions';
import styles from './dialogs.module.css';

/** Publishes what the deploy nodes of a version package: the version is saved first if it has to be. */
export function PublishDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const editor = useEditor();
  const queries = useQueryClient();
  const { latest, same } = useVersions();
  const nodes = useDocument((state) => state.doc.nodes);
  const analysis = useAnalysis((state) => state.nodes);
  const errors = useAnalysis((state) => state.diagnostics.filter((entry) => entry.severity === 'error').length);
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const publishing = Object.values(analysis).filter(
    (node) => node.traits.effect === 'publishes' && Object.keys(node.outputs).length > 0,
  );

  const publish = async () => {
    setBusy(true);
    try {
      editor.running?.flush();
      await whenSaved(editor.document);
      const version = same ?? (await editor.api.saveVersion(message.trim()));
      await queries.invalidateQueries({ queryKey: versionsKey(editor.pipelineId) });
      onClose();
      await startRun(editor, { versionId: version.id, publish: true });
    } catch (error) {
      tellProblem(editor, 'Nothing was published', error);
    } finally {
      setBusy(false);
    }
  };

  const target = same ? `version ${same.number}` : `version ${(latest?.number ?? 0) + 1}`;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={`Publish ${target}`}
      description="Runs the version; where every gate passes, its endpoints switch to it without a failed request."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" busy={isBusy} disabled={publishing.length === 0 || errors > 0} onClick={publish}>
            {same ? 'Publish' : 'Save and publish'}
          </Button>
        </>
      }
    >
      {publishing.length === 0 ? (
        <Note tone="warn" title="Nothing here publishes">
          Add a Deploy node behind the model, or behind a table whose rows are computed one by one.
        </Note>
      ) : (
        <ul className={styles.publishes}>
          {publishing.map(({ id, summary }) => (
            <li key={id}>
              <b>{nodes[id] ? titleOf(nodes[id]) : id}</b>
              <code>{summary}</code>
            </li>
          ))}
        </ul>
      )}
      {errors > 0 ? (
        <Note tone="bad" title={errors === 1 ? 'One problem is in the way' : `${errors} problems are in the way`}>
          They are listed in the panel below the canvas.
        </Note>
      ) : null}
      {same ? null : (
        <Field label="What changed" htmlFor="publish-message" stacked>
          <TextArea
            id="publish-message"
            rows={2}
            value={message}
            placeholder="For the list of versions"
            onChange={(event) => setMessage(event.target.value)}
          />
        </Field>
      )}
    </Dialog>
  );
}
