'use client';

import { Children, isValidElement, type ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import { CodeBlock, type CodeLanguage } from './code-block';
import styles from './markdown.module.css';

const languages: readonly CodeLanguage[] = ['sql', 'python', 'json', 'bash', 'expression', 'typescript'];

function fenced(children: ReactNode): { code: string; language: CodeLanguage } | null {
  const child = Children.toArray(children)[0];
  if (!isValidElement<{ children?: ReactNode; className?: string }>(child)) return null;
  const named = child.props.className?.replace('language-', '') ?? '';
  return {
    code: String(child.props.children ?? '').replace(/\n$/, ''),
    language: languages.find((language) => language === named) ?? 'text',
  };
}

/** Notes, node documentation, comments. Raw HTML is not rendered. */
export function Markdown({ children }: { children: string }) {
  return (
    <div className={styles.text}>
      <ReactMarkdown
        components={{
          pre: ({ children: inside }) => {
            const block = fenced(inside);
            return block ? <CodeBlock code={block.code} language={block.language} /> : <pre>{inside}</pre>;
          },
          a: ({ href, children: inside }) =>
            href?.startsWith('/') || href?.startsWith('#') ? (
              <a href={href}>{inside}</a>
            ) : (
              <a href={href} target="_blank" rel="noreferrer noopener">
                {inside}
              </a>
            ),
        }}
      >
        {children}
      </ReactMarkdown>
    </div>
  );
}
