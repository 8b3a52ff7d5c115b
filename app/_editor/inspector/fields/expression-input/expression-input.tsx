'use client';

import { CircleQuestionMark, WandSparkles } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef } from 'react';
import { TypeGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { formatExpr } from '@/nodes/kernel/expr/format';
import { writtenName } from '@/nodes/kernel/expr/lex';
import { type ExprProblem, type ReadExpr, readExpr } from '@/nodes/kernel/expr/read-expr';
import { isNumeric, type ScalarType, type TableSchema } from '@/nodes/kernel/schema';
import styles from './expression-input.module.css';
import { paint } from './paint';
import { Problems } from './problems';
import { Suggestions } from './suggestions';
import { useSuggestions } from './use-suggestions';
import { useTyping } from './use-typing';
import { writeInto } from './write-into';

export interface ExpressionInputProps {
  value: string;
  onChange: (value: string) => void;
  /** The columns it may read; an open table may have others. */
  schema: TableSchema;
  /** The type it must have. */
  wanted?: ScalarType;
  id?: string;
  label: string;
  placeholder?: string;
  /** Something is wrong that the text does not show: it is empty and must not be. */
  invalid?: boolean;
}

/**
 * A field for the expression language: colours, lines under what is wrong with the sentence below, suggestions at the
 * caret. A textarea over a painted copy of its text, so that selection, undo and input methods stay the browser's.
 */
export function ExpressionInput(props: ExpressionInputProps) {
  const { value, onChange, schema, wanted, label, placeholder, invalid } = props;
  const ownId = useId();
  const id = props.id ?? ownId;
  const area = useRef<HTMLTextAreaElement>(null);
  const painted = useRef<HTMLPreElement>(null);
  const isEmpty = value.trim() === '';
  const read = useMemo(() => (isEmpty ? undefined : readExpr(value, schema, wanted)), [isEmpty, value, schema, wanted]);
  const menu = useSuggestions({ area, schema });
  const typing = useTyping(area, value);
  // A word that is being written is not wrong yet.
  const problems = useMemo(
    () => (read?.problems ?? []).filter((problem) => typing === undefined || !isBeingWritten(problem, typing)),
    [read, typing],
  );
  const pieces = useMemo(() => paint(value, problems), [value, problems]);

  const format = () => {
    const formatted = formatExpr(value);
    if (formatted === undefined || !area.current) return;
    if (formatted !== value) writeInto(area.current, { from: 0, to: value.length }, formatted);
    area.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (menu.onKeyDown(event)) return;
    if (event.key === 'f' && event.altKey && event.shiftKey) {
      event.preventDefault();
      format();
    }
  };

  return (
    <div className={styles.input}>
      <div className={styles.surface} data-invalid={invalid || problems.length > 0 || undefined}>
        <pre ref={painted} className={styles.painted} aria-hidden="true">
          {pieces.map((piece) => (
            <span key={piece.from} data-ink={piece.ink} data-wrong={piece.isWrong || undefined}>
              {piece.text}
            </span>
          ))}
          {/* A last empty line has no height of its own. */}
          {'\u200b'}
        </pre>
        <textarea
          ref={area}
          id={id}
          className={styles.area}
          value={value}
          placeholder={placeholder ?? sampleOver(schema, wanted)}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          aria-label={props.id ? undefined : label}
          aria-invalid={invalid || problems.length > 0 || undefined}
          aria-describedby={`${id}-result ${id}-problems`}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={menu.list ? `${id}-list` : undefined}
          aria-activedescendant={menu.list ? `${id}-list-${menu.active}` : undefined}
          onChange={(event) => onChange(event.target.value)}
          onInput={menu.onInput}
          onSelect={menu.onSelect}
          onKeyDown={onKeyDown}
          onBlur={menu.close}
        />
      </div>
      <footer className={styles.foot}>
        <Result id={`${id}-result`} read={read} problems={problems.length} wanted={wanted} />
        <button
          type="button"
          onClick={format}
          disabled={isEmpty || (read?.problems.length ?? 0) > 0}
          aria-label="Format"
          title="Format (Shift Alt F)"
        >
          <Icon icon={WandSparkles} size="xs" />
          <span>Format</span>
        </button>
        <a
          href="/help/expressions"
          target="_blank"
          rel="noreferrer"
          aria-label="Functions and how to write expressions"
        >
          <Icon icon={CircleQuestionMark} size="xs" />
          <span>Functions</span>
        </a>
      </footer>
      <div id={`${id}-problems`}>
        <Problems text={value} problems={problems} area={area} />
      </div>
      <Suggestions id={`${id}-list`} menu={menu} painted={painted} />
    </div>
  );
}

/** Something that could stand here, over columns that are there. */
function sampleOver({ columns }: TableSchema, wanted: ScalarType | undefined): string | undefined {
  const number = columns.find((column) => isNumeric(column.type));
  const name = number && writtenName(number.name);
  if (name === undefined || name.length > 40) return undefined;
  return wanted === 'bool'
    ? `such as ${name} > 0`
    : wanted === undefined || isNumeric(wanted)
      ? `such as ${name} * 2`
      : undefined;
}

const isBeingWritten = ({ from, to, isUnfinished }: ExprProblem, caret: number): boolean =>
  isUnfinished || (from <= caret && caret <= to);

interface ResultProps {
  id: string;
  read: ReadExpr | undefined;
  /** How many problems are shown. */
  problems: number;
  wanted: ScalarType | undefined;
}

/** `→ float, may be missing` */
function Result({ id, read, problems, wanted }: ResultProps) {
  const type = read ? read.type : wanted;
  return (
    <output id={id} className={styles.result}>
      <span aria-hidden="true">→</span>
      {type && problems === 0 ? <TypeGlyph type={type} /> : null}
      {resultWords(read, problems, wanted)}
    </output>
  );
}

function resultWords(read: ReadExpr | undefined, problems: number, wanted: ScalarType | undefined): string {
  if (!read) return wanted ? `a ${wanted} is wanted` : 'empty';
  if (problems > 0) return problems === 1 ? '1 problem' : `${problems} problems`;
  if (read.problems.length > 0) return '…';
  if (!read.type) return 'type known after the first run';
  return read.nullable ? `${read.type}, may be missing` : read.type;
}
