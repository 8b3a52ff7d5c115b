'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { tellProblem, useEditor, useView } from '../editor';
import { pasteClipping } from './paste-clipping';

/** What is to be done with a pipeline file that was let go on the canvas. */
export function PipelineFileDialog() {
  const editor = useEditor();
  const router = useRouter();
  const file = useView((state) => state.pipelineFile);
  const close = () => editor.view.setState({ pipelineFile: undefined });
  if (!file) return null;
  const { nodes, wires, layout } = file.clipping;
  const count = Object.keys(nodes).length;

  const open = async () => {
    close();
    try {
      const document = file.document ?? { ...emptyDoc(file.name), nodes, wires, layout };
      const { id } = await editor.api.createPipeline(document.name, document);
      router.push(`/pipelines/${id}`);
    } catch (error) {
      tellProblem(editor, `${file.name} was not opened`, error);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      title={`${file.name} is a pipeline`}
      description={`It has ${count} ${count === 1 ? 'node' : 'nodes'}. Add them to this drawing, or leave this one alone and open the file as a pipeline of its own.`}
      actions={
        <>
          <Button onClick={() => void open()}>Open as a new pipeline</Button>
          <Button
            variant="primary"
            onClick={() => {
              close();
              pasteClipping(editor, file.clipping, { x: file.at.x + 100, y: file.at.y + 36 });
            }}
          >
            Paste here
          </Button>
        </>
      }
    />
  );
}
