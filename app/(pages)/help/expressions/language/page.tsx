import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metadata } from 'next';
import { Frame } from '@/app/_frame/frame';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { Markdown } from '@/app/_ui/markdown';
import styles from '../expressions.module.css';

export const metadata: Metadata = { title: 'What expressions mean' };

/** The semantics of the expression language, as they are written down beside it; read when the page is built. */
export default async function LanguageHelpPage() {
  const text = await readFile(join(process.cwd(), 'nodes/kernel/expr/SEMANTICS.md'), 'utf8');
  return (
    <Frame>
      <PageHeader
        title={
          <Breadcrumb
            items={[
              { label: 'Help' },
              { label: 'Expressions', href: '/help/expressions' },
              { label: 'What they mean' },
            ]}
          />
        }
      />
      <PageBody>
        <div className={styles.language}>
          <Markdown>{text}</Markdown>
        </div>
      </PageBody>
    </Frame>
  );
}
