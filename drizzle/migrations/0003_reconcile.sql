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
