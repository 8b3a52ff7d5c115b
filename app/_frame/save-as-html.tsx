'use client';

import { FileCode } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { pageAsHtml } from './page-as-html';
import { saveText } from './save-text';
import { sayProblem } from './say-problem';

/** Saves what is on screen as one file that opens anywhere. */
export function SaveAsHtml({ of, title }: { of: RefObject<HTMLElement | null>; title: string }) {
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    if (!of.current) return;
    setSaving(true);
    try {
      const name = title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
      saveText(`${name}.html`, await pageAsHtml(of.current, title), 'text/html');
    } catch (error) {
      sayProblem('The report was not saved')(error);
    } finally {
      setSaving(false);
    }
  };
  return (
    <Button icon={FileCode} busy={isSaving} onClick={save}>
      Save as HTML
    </Button>
  );
}
