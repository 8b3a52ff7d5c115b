'use client';

import { Play } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useDocument, useEditor } from '../editor';

/** Where only a run would bring something: runs it. Nothing while nothing is drawn. */
export function RunAction() {
  const editor = useEditor();
  const isEmpty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  return isEmpty ? null : (
    <Button icon={Play} title={printedKeys('mod+enter')} onClick={() => perform(editor, 'run')}>
      Run the pipeline
    </Button>
  );
}
