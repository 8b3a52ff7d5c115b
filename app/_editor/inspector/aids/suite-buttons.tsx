'use client';

import { FileDown, FileUp } from 'lucide-react';
import { useRef } from 'react';
import { useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/toast';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { tellProblem, useEditor } from '../../editor';
import type { AidProps } from './aids';
import styles from './aids.module.css';

/** Great Expectations suites: read from a file as one step to undo, and saved as one. */
export function SuiteButtons({ id, node }: AidProps) {
  const editor = useEditor();
  const client = useTRPCClient();
  const picker = useRef<HTMLInputElement>(null);

  async function read(file: File): Promise<void> {
    try {
      const { rules, table, kept, notUsed } = await client.rules.readSuite.mutate({
        suite: JSON.parse(await file.text()),
      });
      const before = Array.isArray(node.config.rules) ? node.config.rules : [];
      const set = (name: string, value: unknown): Edit => ({ kind: 'set-setting', id, path: [name], value });
      const edits = [
        set('rules', [...before, ...rules]),
        ...(Object.keys(table).length > 0 ? [set('table', table)] : []),
        ...(kept === '' ? [] : [set('kept', kept)]),
      ];
      editor.document.getState().dispatch(edits, `Read ${file.name}`);
      toast({
        tone: notUsed.length > 0 ? 'warn' : 'good',
        title: `${rules.length} rules were read`,
        description:
          notUsed.length > 0
            ? `Kept, but not checked: ${notUsed.map(({ type, why }) => `${type} (${why})`).join(', ')}.`
            : file.name,
      });
    } catch (error) {
      if (error instanceof SyntaxError) toast({ tone: 'bad', title: `${file.name} is not JSON` });
      else tellProblem(editor, `${file.name} was not read`, error);
    }
  }

  async function save(): Promise<void> {
    try {
      const name = node.title ?? id;
      const suite = await client.rules.writeSuite.mutate({ config: { ...node.config }, name });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([`${JSON.stringify(suite, null, 2)}\n`], { type: 'application/json' }));
      link.download = `${name}.suite.json`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      tellProblem(editor, 'The suite was not written', error);
    }
  }

  return (
    <div className={styles.buttons} style={{ marginTop: 8 }}>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="Great Expectations suite"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      <Button size="s" variant="ghost" icon={FileUp} onClick={() => picker.current?.click()}>
        Read a suite
      </Button>
      <Button size="s" variant="ghost" icon={FileDown} onClick={() => void save()}>
        Save as a suite
      </Button>
    </div>
  );
}
