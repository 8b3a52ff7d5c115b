-- A living worker says what it holds; what the table says it holds beyond that (an answer was lost) is given back.
create function sluice_reconcile(by_worker uuid, held text[]) returns integer language plpgsql as $$
declare
  lost text[];
  told record;
begin
  perform sluice_lock(false);
  select array_agg(c.id) into lost from (
    select c.id from computations c
    where c.state = 'running' and c.worker = by_worker and c.id <> all(held)
      and c.started_at < clock_timestamp() - interval '5 seconds'
    order by c.id for update
  ) c;
  if lost is null then
    return 0;
  end if;
  update computations c set state = 'ready', worker = null, run_at = now() where c.id = any(lost);
  for told in
    update run_stages s set state = 'queued' where s.computation_id = any(lost) and s.state = 'running'
    returning s.run_id, s.stage_id
  loop
    perform sluice_tell(told.run_id, told.stage_id, 'queued');
  end loop;
  perform sluice_enqueue(lost);
  return array_length(lost, 1);
end;
$$;
--> statement-breakpoint
-- Takes up to `most` of what is ready, the longest ready first; what another is just taking is passed by.
create function sluice_claim_ready(by_worker uuid, most integer)
returns table (
  id text, attempt integer, tries integer, stage jsonb, publish boolean, title text,
  run_id uuid, run_number integer, inputs jsonb, known jsonb
)
language plpgsql as $$
declare
  next text[];
begin
  perform sluice_lock(false);
  select array_agg(c.id) into next from (
    select c.id from computations c
    where c.state = 'ready' and c.run_at <= clock_timestamp()
    order by c.run_at limit most
    for update skip locked
  ) c;
  if next is not null then
    return query select * from sluice_claim(by_worker, next);
  end if;
end;
$$;
