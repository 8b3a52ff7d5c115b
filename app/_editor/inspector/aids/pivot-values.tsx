'use client';

import { Sparkles } from 'lucide-react';
import { useState } from 'react';
import { errorWords, useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { Section } from '@/app/_ui/panel';
import { useDocument, useEditor } from '../../editor';
import type { AidProps } from './aids';
import styles from './aids.module.css';

/** Lists the values that the data has now, as one step to undo: later ones do not change the columns by themselves. */
export function PivotValues({ id, node }: AidProps) {
  const editor = useEditor();
  const client = useTRPCClient();
  const wire = useDocument(({ doc }) => doc.wires.find(({ to }) => to.node === id && to.port === 'table'));
  const [state, setState] = useState<{ isAsking?: boolean; words?: string }>({});
  const column = typeof node.config.names === 'string' ? node.config.names : '';

  async function fill(port: string): Promise<void> {
    setState({ isAsking: true });
    try {
      const { doc, dispatch } = editor.document.getState();
      const { values, isCut } = await client.data.values.query({ document: doc, port, column });
      if (values.length === 0) {
        setState({ words: `No row arrives that has a ${column}.` });
        return;
      }
      dispatch([{ kind: 'set-setting', id, path: ['values'], value: [...values] }], `Fill in the values of ${column}`);
      setState({
        words: isCut
          ? `These are the ${values.length} most frequent; there are more.`
          : `${values.length === 1 ? 'This is the one value' : `These are all ${values.length} values`} of ${column}.`,
      });
    } catch (error) {
      const { message, hint } = errorWords(error);
      setState({ words: `${message} ${hint ?? ''}` });
    }
  }

  return (
    <Section title="Find values" note="in the rows that arrive">
      <div className={styles.buttons}>
        <Button
          size="s"
          icon={Sparkles}
          busy={state.isAsking}
          disabled={!wire || column === ''}
          onClick={() => wire && fill(`${wire.from.node}.${wire.from.port}`)}
        >
          Fill in from data
        </Button>
      </div>
      {state.words ? <p className={styles.quiet}>{state.words}</p> : null}
    </Section>
  );
}
