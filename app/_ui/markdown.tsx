'use client';

import { Children, isValidElement, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import { CodeBlock, type CodeLanguage } from './code-block';
import styles from './markdown.module.css';
import { type MarkdownPart, splitTables } from './markdown-tables';

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
      {splitTables(children).map((part, index) =>
        part.kind === 'text' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text
          <ReactMarkdown key={index} components={components}>
            {part.text}
          </ReactMarkdown>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text
          <MarkdownTable key={index} {...part} />
        ),
      )}
    </div>
  );
}

const components: Components = {
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
};

/** Within a cell, a paragraph is just its words. */
const inline: Components = { ...components, p: ({ children: inside }) => inside };

function MarkdownTable({ head, rows }: Extract<MarkdownPart, { kind: 'table' }>) {
  return (
    <div className={styles.table}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the table
              <th key={column} scope="col">
                <ReactMarkdown components={inline}>{cell}</ReactMarkdown>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the table
            <tr key={place}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the table
                <td key={column}>
                  <ReactMarkdown components={inline}>{cell}</ReactMarkdown>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
