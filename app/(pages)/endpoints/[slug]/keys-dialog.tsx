'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/code-block';
import { AlertDialog, Dialog } from '@/app/_ui/dialog';
import { Note } from '@/app/_ui/feedback';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Input } from '@/app/_ui/input';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { ApiKeyView, EndpointDetail } from '@/server/api/endpoints';
import styles from '../endpoints.module.css';

export interface KeysDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  endpoint: EndpointDetail;
}

/** Who may ask: keys are made here, shown once, and taken away. */
export function KeysDialog({ open, onOpenChange, endpoint }: KeysDialogProps) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const [label, setLabel] = useState('');
  const [fresh, setFresh] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<ApiKeyView | null>(null);
  const { slug } = endpoint;
  const refresh = () => client.invalidateQueries({ queryKey: trpc.endpoints.get.queryKey({ slug }) });
  const create = useMutation({
    mutationFn: () => direct.endpoints.createKey.mutate({ slug, label: label.trim() || 'Key' }),
    onSuccess: ({ key }) => {
      setFresh(key);
      setLabel('');
      return refresh();
    },
    onError: sayProblem('The key was not made'),
  });
  const revoke = useMutation({
    mutationFn: (key: ApiKeyView) => direct.endpoints.revokeKey.mutate({ id: key.id }),
    onSuccess: refresh,
    onError: sayProblem('The key was not revoked'),
  });
  const columns: TableColumn<ApiKeyView>[] = [
    { key: 'label', header: 'Label', render: (key) => key.label },
    { key: 'prefix', header: 'Key', render: (key) => <span className={styles.mono}>{key.prefix}…</span> },
    { key: 'made', header: 'Made', render: (key) => <Ago at={key.createdAt} suffix /> },
    {
      key: 'revoke',
      header: '',
      align: 'end',
      render: (key) =>
        key.revokedAt ? (
          <span className={styles.muted}>
            revoked <Ago at={key.revokedAt} suffix />
          </span>
        ) : (
          <Button size="s" variant="danger" onClick={() => setLeaving(key)}>
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) setFresh(null);
        onOpenChange(next);
      }}
      title={`Keys of ${slug}`}
      description="A caller sends one as “Authorization: Bearer …”. Only its hash is stored."
      width={560}
    >
      <div className={styles.keys}>
        {fresh ? (
          <Note tone="good" glyph={<StateGlyph kind="done" />} title="Copy it now: it is shown this once">
            <span className={styles.newKey}>
              {fresh}
              <CopyButton text={fresh} label="Copy the key" />
            </span>
          </Note>
        ) : null}
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Input
            value={label}
            onChange={(event) => setLabel(event.target.value)}
            placeholder="Whose key it is: “billing service”"
            aria-label="Label of the new key"
            maxLength={80}
          />
          <Button variant="primary" type="submit" icon={Plus} busy={create.isPending}>
            Create key
          </Button>
        </form>
        <Table
          label="Keys"
          columns={columns}
          rows={endpoint.keys}
          rowKey={(key) => key.id}
          empty={<p className={styles.muted}>No keys yet: until there is one, nobody else can ask.</p>}
        />
      </div>
      <AlertDialog
        open={leaving !== null}
        onOpenChange={(next) => {
          if (!next) setLeaving(null);
        }}
        danger
        title={`Revoke “${leaving?.label}”?`}
        description="Within a second, callers that use it are refused with 401. It cannot be taken back; make a new key instead."
        action="Revoke"
        onAction={() => leaving && revoke.mutate(leaving)}
      />
    </Dialog>
  );
}
