'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { TextArea } from '@/app/_ui/input';
import { Field } from '@/app/_ui/panel';
import { toast } from '@/app/_ui/toast';
import { whenSaved } from '../document/when-saved';
import { tellProblem, useEditor } from '../editor';
import { useVersions, versionsKey } from '../versions/use-versions';

/** ⌘S: the draft becomes the next version. */
export function SaveDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const editor = useEditor();
  const queries = useQueryClient();
  const { latest, same } = useVersions();
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);

  const save = async () => {
    setBusy(true);
    try {
      editor.running?.flush();
      await whenSaved(editor.document);
      const version = await editor.api.saveVersion(message.trim());
      await queries.invalidateQueries({ queryKey: versionsKey(editor.pipelineId) });
      toast({ tone: 'good', title: `Saved as version ${version.number}` });
      setMessage('');
      onClose();
    } catch (error) {
      tellProblem(editor, 'No version was saved', error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={same ? `This is version ${same.number}` : `Save version ${(latest?.number ?? 0) + 1}`}
      description={
        same
          ? 'Nothing changed since, so there is nothing to save. Moving nodes is no change.'
          : 'A version never changes again: it can be compared, restored, run and published.'
      }
      actions={
        <>
          <Button onClick={onClose}>{same ? 'Close' : 'Cancel'}</Button>
          {same ? null : (
            <Button variant="primary" busy={isBusy} onClick={save}>
              Save version
            </Button>
          )}
        </>
      }
    >
      {same ? null : (
        <Field label="What changed" htmlFor="version-message" stacked>
          <TextArea
            id="version-message"
            rows={3}
            value={message}
            placeholder="Median instead of mean for the charges"
            onChange={(event) => setMessage(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
            }}
          />
        </Field>
      )}
    </Dialog>
  );
}
