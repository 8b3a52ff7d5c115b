'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { classNames } from './class-names';
import styles from './code-block.module.css';
import { tokenize } from './highlight';
import { IconButton } from './icon-button';

export type CodeLanguage = 'sql' | 'python' | 'json' | 'bash' | 'expression' | 'typescript' | 'text';

export interface CodeBlockProps {
  code: string;
  language?: CodeLanguage;
  /** What is copied, for screen readers: "request". */
  label?: string;
  copy?: boolean;
  wrap?: boolean;
  maxHeight?: number;
  className?: string;
}

/** Copies text and says so for a moment. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1400);
    return () => clearTimeout(timer);
  }, [done]);
  return (
    <IconButton
      label={done ? 'Copied' : label}
      icon={done ? Check : Copy}
      size="s"
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setDone(true),
          () => setDone(false),
        );
      }}
    />
  );
}

export function CodeBlock({ code, language = 'text', label, copy = true, wrap, maxHeight, className }: CodeBlockProps) {
  const tokens = useMemo(
    () => (language === 'text' ? [{ kind: 'plain' as const, text: code }] : tokenize(code, language)),
    [code, language],
  );
  return (
    <div className={classNames(styles.block, className)}>
      <pre
        className={classNames(styles.code, wrap && styles.wrap)}
        style={{ maxHeight }}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a block that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <code>
          {tokens.map((token, index) =>
            token.kind === 'plain' ? (
              token.text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the text
              <span key={index} className={styles[token.kind]}>
                {token.text}
              </span>
            ),
          )}
        </code>
      </pre>
      {copy ? (
        <span className={styles.copy}>
          <CopyButton text={code} label={label ? `Copy ${label}` : 'Copy'} />
        </span>
      ) : null}
    </div>
  );
}
