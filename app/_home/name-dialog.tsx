'use client';

import { useEffect, useId, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Input } from '@/app/_ui/input';
import { Field } from '@/app/_ui/panel';

export interface NameDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  /** What is asked for; a name when left out. */
  label?: string;
  initial: string;
  /** The verb of the button. */
  action: string;
  busy?: boolean;
  onSubmit: (name: string) => void;
}

/** Asks for one name. */
export function NameDialog({
  open,
  onOpenChange,
  title,
  label = 'Name',
  description,
  initial,
  action,
  busy,
  onSubmit,
}: NameDialogProps) {
  const id = useId();
  const [name, setName] = useState(initial);
  useEffect(() => {
    if (open) setName(initial);
  }, [open, initial]);
  const given = name.trim();
  const problem = given.length > 80 ? 'At most 80 characters.' : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      width={420}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={id}
            busy={busy}
            disabled={given === '' || problem !== undefined}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          if (given !== '' && problem === undefined) onSubmit(given);
        }}
      >
        <Field label={label} htmlFor={`${id}-name`} stacked problem={problem}>
          <Input
            id={`${id}-name`}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
        </Field>
      </form>
    </Dialog>
  );
}
