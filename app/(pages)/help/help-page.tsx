'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { printedKeys } from '@/app/_editor/commands/keys';
import { Frame } from '@/app/_frame/frame';
import { useStartWithCoach } from '@/app/_frame/start-with-coach';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { Kbd } from '@/app/_ui/kbd';
import { Panel } from '@/app/_ui/panel';
import styles from './help.module.css';

const pages = [
  {
    href: '/examples',
    title: 'Examples',
    words: 'Finished pipelines with their data: open one, run it, take it apart.',
  },
  {
    href: '/help/expressions',
    title: 'Functions',
    words: 'Every function of formulas and conditions, with an example and what it means for missing values.',
  },
  {
    href: '/help/expressions/language',
    title: 'How expressions are written',
    words: 'The language of formulas, from column names to dates.',
  },
];

const keys = [
  { keys: '/', words: 'Find a node and add it' },
  { keys: 'mod+k', words: 'Find anything: commands, nodes, columns, pages' },
  { keys: 'mod+enter', words: 'Run' },
  { keys: 'shift+h', words: 'Build with the coach' },
  { keys: 'mod+z', words: 'Undo' },
  { keys: 'f', words: 'Fit everything into sight' },
  { keys: '?', words: 'Every key there is' },
];

/** Where to learn: with the coach, from examples, from pages. */
export function HelpPage() {
  const trpc = useTRPC();
  const pipelines = useQuery(trpc.pipelines.list.queryOptions());
  const start = useStartWithCoach((pipelines.data ?? []).map(({ name }) => name));
  return (
    <Frame>
      <PageHeader title="Help" />
      <PageBody className={styles.page}>
        <Panel title="Build a pipeline with the coach" note="about three minutes">
          <p className={styles.words}>
            The coach goes with you from a table to an endpoint that answers: what comes next, why, and where on the
            screen. You do each step, or it does it for you. It works in any pipeline: press <Keys of="shift+h" /> in
            the editor.
          </p>
          <Button variant="primary" icon="sparkles" busy={start.isPending} onClick={() => start.mutate()}>
            Build your first pipeline
          </Button>
        </Panel>
        <Panel title="Keys in the editor" flush>
          <ul className={styles.lines}>
            {keys.map((entry) => (
              <li key={entry.keys}>
                <span>{entry.words}</span>
                <Keys of={entry.keys} />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="Pages" flush>
          <ul className={styles.lines}>
            {pages.map(({ href, title, words }) => (
              <li key={href}>
                <Link href={href}>
                  <b>{title}</b>
                  <span>{words}</span>
                </Link>
                <Icon icon={ArrowRight} size="s" />
              </li>
            ))}
          </ul>
        </Panel>
      </PageBody>
    </Frame>
  );
}

/** As they are printed on this machine's keys, which only the browser knows. */
function Keys({ of }: { of: string }) {
  const [printed, setPrinted] = useState('');
  useEffect(() => setPrinted(printedKeys(of)), [of]);
  return <Kbd>{printed}</Kbd>;
}
