'use client';

import { Command } from 'cmdk';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useMemo, useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import control from './control.module.css';
import { formatInteger } from './figures';
import floating from './floating.module.css';
import { TypeGlyph } from './glyphs';
import { Icon } from './icon';
import type { ColumnType } from './vocabulary';

const shown = 120;

export interface MultiSelectOption {
  value: string;
  label: string;
  lead?: ReactNode;
  /** At the right edge: "131 missing". */
  aside?: string;
  disabled?: boolean;
}

export interface MultiSelectProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
  options: readonly MultiSelectOption[];
  label: string;
  id?: string;
  placeholder?: string;
  searchPlaceholder?: string;
  /** What is being chosen, for "3 columns": one word in the plural. */
  noun?: string;
  /** Only one can be chosen; the list closes at once. */
  single?: boolean;
  size?: 'm' | 's';
  invalid?: boolean;
  disabled?: boolean;
  className?: string;
}

/** A searchable list in a popover. Arrow keys move, Enter ticks, typing narrows. */
export function MultiSelect({
  value,
  onChange,
  options,
  label,
  id,
  placeholder = 'Choose',
  searchPlaceholder = 'Find',
  noun = 'items',
  single,
  size = 'm',
  invalid,
  disabled,
  className,
}: MultiSelectProps) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const chosen = useMemo(() => new Set(value), [value]);
  const found = useMemo(() => {
    const needle = query.trim().toLowerCase();
    return needle === '' ? options : options.filter((option) => option.label.toLowerCase().includes(needle));
  }, [options, query]);
  const only = value.length === 1 ? options.find((option) => option.value === value[0]) : undefined;
  const summary =
    value.length === 0
      ? placeholder
      : value.length <= 2
        ? value.map((entry) => options.find((option) => option.value === entry)?.label ?? entry).join(', ')
        : value.length === options.length
          ? `All ${formatInteger(options.length)} ${noun}`
          : `${formatInteger(value.length)} ${noun}`;

  const toggle = (entry: string) => {
    if (single) {
      onChange([entry]);
      setOpen(false);
      return;
    }
    onChange(chosen.has(entry) ? value.filter((other) => other !== entry) : [...value, entry]);
  };
  const openable = found.filter((option) => !option.disabled);

  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) setQuery('');
      }}
    >
      <Popover.Trigger
        id={id}
        disabled={disabled}
        aria-label={`${label}: ${summary}`}
        data-invalid={invalid || undefined}
        data-small={size === 's' || undefined}
        className={classNames(control.box, className)}
      >
        <span className={control.value}>
          {only?.lead}
          <span className={classNames(control.ellipsis, value.length === 0 && control.placeholder)}>{summary}</span>
        </span>
        <Icon icon={ChevronsUpDown} size="xs" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={classNames(floating.panel, floating.flush, floating.picker)}
        >
          <Command shouldFilter={false} label={label} loop>
            <div className={floating.search}>
              <Icon icon={Search} size="s" />
              <Command.Input value={query} onValueChange={setQuery} placeholder={searchPlaceholder} />
            </div>
            <Command.List className={floating.options}>
              {found.length === 0 ? <div className={floating.none}>Nothing is called “{query}”</div> : null}
              {found.slice(0, shown).map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  onSelect={() => toggle(option.value)}
                  className={floating.item}
                >
                  {single ? null : (
                    <span className={floating.box} data-on={chosen.has(option.value)}>
                      {chosen.has(option.value) ? <Check /> : null}
                    </span>
                  )}
                  {option.lead}
                  <span className={floating.words}>
                    <span>{option.label}</span>
                  </span>
                  {option.aside ? <span className={floating.aside}>{option.aside}</span> : null}
                  {single ? (
                    <span className={floating.tick}>
                      {chosen.has(option.value) ? <Icon icon={Check} size="s" /> : null}
                    </span>
                  ) : null}
                </Command.Item>
              ))}
              {found.length > shown ? (
                <div className={floating.none}>{formatInteger(found.length - shown)} more, keep typing</div>
              ) : null}
            </Command.List>
          </Command>
          {single ? null : (
            <div className={floating.foot}>
              <span>
                {formatInteger(value.length)} of {formatInteger(options.length)}
              </span>
              <Button
                variant="ghost"
                size="s"
                onClick={() => onChange([...new Set([...value, ...openable.map((option) => option.value)])])}
              >
                {query ? 'Add found' : 'All'}
              </Button>
              <Button variant="ghost" size="s" disabled={value.length === 0} onClick={() => onChange([])}>
                None
              </Button>
            </div>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

export interface PickableColumn {
  name: string;
  type: ColumnType;
  isKey?: boolean;
  missing?: number;
  disabled?: boolean;
}

export interface ColumnPickerProps extends Omit<MultiSelectProps, 'options' | 'noun'> {
  columns: readonly PickableColumn[];
}

/** Chooses columns by name, with their type and how many values are missing. */
export function ColumnPicker({ columns, ...rest }: ColumnPickerProps) {
  const options = useMemo(
    () =>
      columns.map((column) => ({
        value: column.name,
        label: column.name,
        disabled: column.disabled,
        lead: <TypeGlyph type={column.type} isKey={column.isKey} />,
        aside: column.missing ? `${formatInteger(column.missing)} missing` : undefined,
      })),
    [columns],
  );
  return (
    <MultiSelect
      {...rest}
      placeholder={rest.placeholder ?? (rest.single ? 'Choose a column' : 'Choose columns')}
      searchPlaceholder={rest.searchPlaceholder ?? 'Find a column'}
      noun="columns"
      options={options}
    />
  );
}
