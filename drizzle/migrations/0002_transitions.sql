-- The executor's transitions, one function each; server/executor/schedule.ts is the same machine in TypeScript.
--
-- Words: a computation is work by content; a stage of a run that has not ended is a subscription to it.
-- Locks, always in this order: sluice_starting (starting a run alone, everything else together), computations by id,
-- run_stages, catalogue by key, runs by id. Who follows it cannot deadlock.
-- A worker's word counts only while (id, attempt, state = 'running', worker) still holds: that is the fence.

create function sluice_lock(is_starting boolean) returns void language plpgsql as $$
begin
  if is_starting then
    perform pg_advisory_xact_lock(7305510114);
  else
    perform pg_advisory_xact_lock_shared(7305510114);
  end if;
end;
$$;
--> statement-breakpoint
create function sluice_tell(run uuid, stage text, new_state text) returns void language sql as $$
  select pg_notify('sluice_run', json_strip_nulls(json_build_object('runId', run, 'stageId', stage, 'state', new_state))::text);
$$;
--> statement-breakpoint
-- Wakes the queue for computations that are ready. A job carries the id only; losing or doubling it changes nothing.
create function sluice_enqueue(ids text[]) returns void language plpgsql as $$
begin
  if coalesce(array_length(ids, 1), 0) = 0 then
    return;
  end if;
  perform graphile_worker.add_jobs(array(
    select row('computation', json_build_object('id', c.id), null, coalesce(c.run_at, now()), 32767,
      'computation:' || c.id, 0, null)::graphile_worker.job_spec
    from computations c
    where c.id = any(ids) and c.state = 'ready'
    order by c.id
  ));
end;
$$;
--> statement-breakpoint
-- Counts ended stages off their runs: one element of `ended` per stage. The last one ends the run.
create function sluice_settle(ended uuid[]) returns void language plpgsql as $$
declare
  finished record;
begin
  perform 1 from runs r where r.id = any(ended) order by r.id for update;
  for finished in
    update runs r
    set remaining = r.remaining - fewer.stages
    from (select e as id, count(*)::int as stages from unnest(ended) e group by e) fewer
    where r.id = fewer.id and r.state = 'running'
    returning r.id, r.remaining
  loop
    if finished.remaining <= 0 then
      perform sluice_end_run(finished.id);
    end if;
  end loop;
end;
$$;
--> statement-breakpoint
create function sluice_end_run(run uuid) returns void language plpgsql as $$
declare
  verdict text;
begin
  select case when exists (select 1 from run_stages s where s.run_id = run and s.state = 'failed') then 'failed' else 'done' end
  into verdict;
  update runs r set state = verdict, ended_at = clock_timestamp() where r.id = run;
  perform sluice_tell(run, null, verdict);
  perform graphile_worker.add_job('count-ports', json_build_object('runId', run), max_attempts => 3, priority => 100);
end;
$$;
--> statement-breakpoint
-- Writes a run with its stages and the computations they want, and wakes what is ready.
-- stages: [{stageId, computationId, state, reason}], state 'reused', 'skipped' or 'waiting';
-- wanted: [{id, stage}] of the waiting ones; waits: [{parent, child}] among these.
create function sluice_start_run(run jsonb, stages jsonb, wanted jsonb, waits jsonb, out id uuid, out number integer)
language plpgsql as $$
declare
  ids text[];
  ready text[];
  left_over integer;
begin
  perform sluice_lock(true);
  insert into runs (pipeline_id, version_id, document, spec, parameters, publish, state, remaining)
  values ((run ->> 'pipelineId')::uuid, (run ->> 'versionId')::uuid, run -> 'document', run -> 'spec',
    run -> 'parameters', (run ->> 'publish')::boolean, 'running', 0)
  returning runs.id, runs.number into id, number;

  -- Ended work that is wanted again begins a new attempt; work in flight is shared as it is.
  insert into computations as c (id, stage, state)
  select w.id, w.stage, 'waiting' from jsonb_to_recordset(wanted) as w(id text, stage jsonb) order by w.id
  on conflict on constraint computations_pkey do update
  set stage = excluded.stage, state = 'waiting', tries = 0, losses = 0, worker = null, run_at = null,
    started_at = null, ended_at = null, progress = null, error = null, outcome = null
  where c.state in ('done', 'failed', 'cancelled', 'skipped');

  select array_agg(w.id) into ids from jsonb_to_recordset(wanted) as w(id text);
  insert into computation_dependencies (parent, child)
  select w.parent, w.child
  from jsonb_to_recordset(waits) as w(parent text, child text)
  join computations p on p.id = w.parent and p.state in ('waiting', 'ready', 'running')
  join computations c on c.id = w.child and c.state = 'waiting'
  on conflict do nothing;

  update computations c
  set pending = (select count(*) from computation_dependencies d where d.child = c.id)
  where c.id = any(ids) and c.state = 'waiting';
  with woken as (
    update computations c set state = 'ready', run_at = now()
    where c.id = any(ids) and c.state = 'waiting' and c.pending = 0
    returning c.id
  )
  select array_agg(w.id) into ready from woken w;

  insert into run_stages (run_id, stage_id, computation_id, state, reason, started_at)
  select sluice_start_run.id, s."stageId", s."computationId",
    case when s.state <> 'waiting' then s.state
      else case c.state when 'ready' then 'queued' when 'running' then 'running' else 'waiting' end end,
    s.reason, case when s.state = 'waiting' then c.started_at end
  from jsonb_to_recordset(stages) as s("stageId" text, "computationId" text, state text, reason text)
  left join computations c on c.id = s."computationId" and s.state = 'waiting';

  select count(*) into left_over from run_stages s
  where s.run_id = sluice_start_run.id and s.state in ('waiting', 'queued', 'running');
  update runs r set remaining = left_over where r.id = sluice_start_run.id;
  if left_over = 0 then
    perform sluice_end_run(sluice_start_run.id);
  end if;
  perform sluice_enqueue(ready);
end;
$$;
--> statement-breakpoint
-- A worker takes what is ready among `ids`. What another took, or what ended meanwhile, is simply not returned.
create function sluice_claim(by_worker uuid, ids text[])
returns table (
  id text, attempt integer, tries integer, stage jsonb, publish boolean, title text,
  run_id uuid, run_number integer, inputs jsonb, known jsonb
)
language plpgsql as $$
declare
  taken text[];
  told record;
begin
  perform sluice_lock(false);
  select array_agg(held.id) into taken from (
    select c.id from computations c
    where c.id = any(ids) and c.state = 'ready' and coalesce(c.run_at <= clock_timestamp(), true)
    order by c.id for update
  ) held;
  if taken is null then
    return;
  end if;
  update computations c
  set state = 'running', attempt = c.attempt + 1, worker = by_worker, started_at = clock_timestamp(), ended_at = null,
    progress = null, error = null
  where c.id = any(taken);
  for told in
    update run_stages s set state = 'running', started_at = clock_timestamp()
    where s.computation_id = any(taken) and s.state in ('waiting', 'queued')
    returning s.run_id, s.stage_id
  loop
    perform sluice_tell(told.run_id, told.stage_id, 'running');
  end loop;
  return query
  select c.id, c.attempt, c.tries, c.stage, coalesce(first.publish, false),
    coalesce(first.title, c.stage ->> 'node'), first.id, first.number,
    coalesce((
      select jsonb_object_agg(k.key, jsonb_build_object('kind', k.kind, 'hash', k.hash, 'sizeBytes', k.size_bytes, 'meta', k.meta))
      from catalogue k where k.key in (select i ->> 'key' from jsonb_array_elements(c.stage -> 'inputs') i)
    ), '{}'),
    coalesce((
      select jsonb_agg(k.key)
      from catalogue k where k.key in (select o ->> 'key' from jsonb_array_elements(c.stage -> 'outputs') o)
    ), '[]')
  from computations c
  left join lateral (
    select r.id, r.number, r.publish, r.document #>> array['nodes', c.stage ->> 'node', 'title'] as title
    from run_stages s join runs r on r.id = s.run_id
    where s.computation_id = c.id and s.state = 'running'
    order by r.number limit 1
  ) first on true
  where c.id = any(taken);
end;
$$;
--> statement-breakpoint
-- Ends computations that succeeded: publishes their artifacts, ends their stages, wakes their children, in one go.
-- ends: [{id, attempt, outcome, reason?, summary?, artifacts: [{key, kind, hash, sizeBytes, meta}]}].
-- Returns the ids that counted; the others were no longer this worker's to end.
create function sluice_finish(by_worker uuid, ends jsonb) returns setof text language plpgsql as $$
declare
  ended text[];
  ready text[];
  settled uuid[] := '{}';
  told record;
begin
  perform sluice_lock(false);
  perform 1 from computations c
  where c.id in (
    select e.id from jsonb_to_recordset(ends) as e(id text)
    union select d.child from computation_dependencies d join jsonb_to_recordset(ends) as e(id text) on e.id = d.parent
  )
  order by c.id for update;
  select array_agg(c.id) into ended
  from computations c join jsonb_to_recordset(ends) as e(id text, attempt integer) on e.id = c.id and e.attempt = c.attempt
  where c.state = 'running' and c.worker = by_worker;
  if ended is null then
    return;
  end if;

  update computations c
  set state = 'done', outcome = e.outcome, ended_at = clock_timestamp(), worker = null
  from jsonb_to_recordset(ends) as e(id text, outcome text)
  where c.id = e.id and c.id = any(ended);

  with gone as (delete from computation_dependencies d where d.parent = any(ended) returning d.child),
  fewer as (select g.child, count(*)::int as parents from gone g group by g.child),
  moved as (
    update computations c
    set pending = c.pending - f.parents,
      state = case when c.pending = f.parents then 'ready' else c.state end,
      run_at = case when c.pending = f.parents then now() else c.run_at end
    from fewer f
    where c.id = f.child and c.state = 'waiting'
    returning c.id, c.state
  )
  select array_agg(m.id) into ready from moved m where m.state = 'ready';

  for told in
    update run_stages s
    set state = 'done', ended_at = clock_timestamp(), summary = e.summary, reason = coalesce(e.reason, s.reason)
    from jsonb_to_recordset(ends) as e(id text, summary jsonb, reason text)
    where e.id = s.computation_id and s.computation_id = any(ended) and s.state in ('waiting', 'queued', 'running')
    returning s.run_id, s.stage_id
  loop
    settled := settled || told.run_id;
    perform sluice_tell(told.run_id, told.stage_id, 'done');
  end loop;
  for told in
    update run_stages s set state = 'queued'
    where s.computation_id = any(ready) and s.state = 'waiting'
    returning s.run_id, s.stage_id
  loop
    perform sluice_tell(told.run_id, told.stage_id, 'queued');
  end loop;

  -- What publishes runs each time, and its latest account is the one that counts; all else is equal by its key.
  delete from catalogue k
  using computations c, jsonb_array_elements(c.stage -> 'outputs') o
  where c.id = any(ended) and (c.stage ->> 'publishes')::boolean and k.key = o ->> 'key';
  insert into catalogue as k (key, kind, hash, size_bytes, meta, run_number)
  select distinct on (a.key) a.key, a.kind, a.hash, a."sizeBytes", a.meta, (
    select min(r.number) from run_stages s join runs r on r.id = s.run_id where s.computation_id = e.id and s.state = 'done'
  )
  from jsonb_to_recordset(ends) as e(id text, artifacts jsonb),
    jsonb_to_recordset(e.artifacts) as a(key text, kind text, hash text, "sizeBytes" bigint, meta jsonb)
  where e.id = any(ended)
  order by a.key
  on conflict (key) do update set used_at = now();

  perform sluice_enqueue(ready);
  perform sluice_settle(settled);
  return query select unnest(ended);
end;
$$;
--> statement-breakpoint
-- What waits for a computation, directly or not; locked, with it, by id.
create function sluice_lock_below(computation text) returns text[] language plpgsql as $$
declare
  below text[];
begin
  with recursive b as (
    select d.child as id from computation_dependencies d where d.parent = computation
    union select d.child from computation_dependencies d join b on d.parent = b.id
  )
  select coalesce(array_agg(b.id), '{}') into below from b;
  perform 1 from computations c where c.id = computation or c.id = any(below) order by c.id for update;
  return below;
end;
$$;
--> statement-breakpoint
-- Ends a computation for good: whatever waits for it is skipped, with the reason.
create function sluice_doom(failed text, below text[], problem jsonb) returns void language plpgsql as $$
declare
  settled uuid[] := '{}';
  told record;
begin
  update computations c set state = 'failed', error = problem, ended_at = clock_timestamp(), worker = null where c.id = failed;
  update computations c set state = 'skipped', ended_at = clock_timestamp(), pending = 0
  where c.id = any(below) and c.state = 'waiting';
  delete from computation_dependencies d where d.parent = failed or d.child = any(below);
  for told in
    update run_stages s
    set state = case when s.computation_id = failed then 'failed' else 'skipped' end,
      error = case when s.computation_id = failed then problem end,
      reason = case when s.computation_id = failed then s.reason else 'Skipped: ' || coalesce((
        select coalesce(r.document #>> array['nodes', c.stage ->> 'node', 'title'], c.stage ->> 'node')
        from computations c, runs r where c.id = failed and r.id = s.run_id
      ), 'a stage') || ' failed.' end,
      ended_at = clock_timestamp()
    where (s.computation_id = failed or s.computation_id = any(below)) and s.state in ('waiting', 'queued', 'running')
    returning s.run_id, s.stage_id, s.state
  loop
    settled := settled || told.run_id;
    perform sluice_tell(told.run_id, told.stage_id, told.state);
  end loop;
  perform sluice_settle(settled);
end;
$$;
--> statement-breakpoint
-- A worker's computation failed: for good, or with another try after `retry_after`. What the stage had written before
-- it was refused (a report whose gate failed) is kept under `refused:<key>`, which no plan ever reuses.
create function sluice_fail(by_worker uuid, failed text, of_attempt integer, problem jsonb, retry_after interval, artifacts jsonb)
returns boolean language plpgsql as $$
declare
  below text[];
  told record;
begin
  perform sluice_lock(false);
  below := sluice_lock_below(failed);
  perform 1 from computations c
  where c.id = failed and c.attempt = of_attempt and c.state = 'running' and c.worker = by_worker;
  if not found then
    return false;
  end if;
  if retry_after is not null then
    update computations c
    set state = 'ready', tries = c.tries + 1, worker = null, run_at = now() + retry_after, error = problem
    where c.id = failed;
    for told in
      update run_stages s set state = 'queued' where s.computation_id = failed and s.state = 'running'
      returning s.run_id, s.stage_id
    loop
      perform sluice_tell(told.run_id, told.stage_id, 'queued');
    end loop;
    perform sluice_enqueue(array[failed]);
    return true;
  end if;
  insert into catalogue as k (key, kind, hash, size_bytes, meta)
  select 'refused:' || a.key, a.kind, a.hash, a."sizeBytes", a.meta
  from jsonb_to_recordset(coalesce(artifacts, '[]')) as a(key text, kind text, hash text, "sizeBytes" bigint, meta jsonb)
  order by a.key
  on conflict (key) do update set hash = excluded.hash, size_bytes = excluded.size_bytes, meta = excluded.meta, used_at = now();
  perform sluice_doom(failed, below, problem);
  return true;
end;
$$;
--> statement-breakpoint
-- Drops a run's subscriptions. Work that nobody wants any more ends, and its worker is told to stop.
create function sluice_cancel_run(run uuid) returns boolean language plpgsql as $$
declare
  dropped text[] := '{}';
  unwanted text[] := '{}';
  told record;
begin
  perform sluice_lock(false);
  perform 1 from computations c
  where c.id in (
    select s.computation_id from run_stages s where s.run_id = run and s.state in ('waiting', 'queued', 'running')
  )
  order by c.id for update;
  for told in
    update run_stages s set state = 'cancelled', ended_at = clock_timestamp()
    where s.run_id = run and s.state in ('waiting', 'queued', 'running')
    returning s.computation_id, s.stage_id
  loop
    dropped := dropped || told.computation_id;
    perform sluice_tell(run, told.stage_id, 'cancelled');
  end loop;
  for told in
    update computations c set state = 'cancelled', ended_at = clock_timestamp(), worker = null, pending = 0
    where c.id = any(dropped) and c.state in ('waiting', 'ready', 'running')
      and not exists (
        select 1 from run_stages s where s.computation_id = c.id and s.state in ('waiting', 'queued', 'running')
      )
    returning c.id, c.attempt
  loop
    unwanted := unwanted || told.id;
    perform pg_notify('sluice_work', json_build_object('stop', told.id, 'attempt', told.attempt)::text);
  end loop;
  delete from computation_dependencies d where d.child = any(unwanted) or d.parent = any(unwanted);
  update runs r set state = 'cancelled', remaining = 0, ended_at = clock_timestamp() where r.id = run and r.state = 'running';
  if found then
    perform sluice_tell(run, null, 'cancelled');
    return true;
  end if;
  return false;
end;
$$;
--> statement-breakpoint
-- Notes how far running computations are, and says so to the runs that wait: [{id, attempt, progress}].
create function sluice_progress(by_worker uuid, notes jsonb) returns void language plpgsql as $$
begin
  update computations c set progress = n.progress
  from jsonb_to_recordset(notes) as n(id text, attempt integer, progress jsonb)
  where c.id = n.id and c.attempt = n.attempt and c.state = 'running' and c.worker = by_worker;
  perform pg_notify('sluice_run', json_build_object('runId', s.run_id, 'stageId', s.stage_id, 'progress', n.progress)::text)
  from jsonb_to_recordset(notes) as n(id text, attempt integer, progress jsonb)
  join computations c on c.id = n.id and c.attempt = n.attempt and c.state = 'running' and c.worker = by_worker
  join run_stages s on s.computation_id = n.id and s.state = 'running';
end;
$$;
--> statement-breakpoint
create function sluice_heartbeat(worker_id uuid, ids text[]) returns void language sql as $$
  insert into workers (id, queue_ids) values (worker_id, ids)
  on conflict (id) do update set heartbeat_at = now(), queue_ids = excluded.queue_ids;
$$;
--> statement-breakpoint
-- Gives back what a worker holds: it stopped, or its heart did. A computation that costs a worker too often fails.
create function sluice_release(worker_ids uuid[], counts_as_loss boolean) returns integer language plpgsql as $$
declare
  freed text[];
  told record;
begin
  select array_agg(held.id) into freed from (
    select c.id from computations c
    where c.state = 'running' and c.worker = any(worker_ids)
    order by c.id for update
  ) held;
  update computations c
  set state = 'ready', worker = null, run_at = now(), losses = c.losses + case when counts_as_loss then 1 else 0 end
  where c.id = any(freed);
  for told in
    update run_stages s set state = 'queued' where s.computation_id = any(freed) and s.state = 'running'
    returning s.run_id, s.stage_id
  loop
    perform sluice_tell(told.run_id, told.stage_id, 'queued');
  end loop;
  for told in select c.id from computations c where c.id = any(freed) and c.losses >= 10 loop
    perform sluice_doom(told.id, sluice_lock_below(told.id), jsonb_build_object(
      'code', 'worker_lost', 'blame', 'environment',
      'message', 'The worker died ten times while it ran this.',
      'hint', 'It probably needs more memory than this machine has: sample the rows, or use fewer columns.'));
  end loop;
  perform graphile_worker.force_unlock_workers(w.queue_ids) from workers w where w.id = any(worker_ids) and w.queue_ids <> '{}';
  delete from workers w where w.id = any(worker_ids);
  perform sluice_enqueue(freed);
  return coalesce(array_length(freed, 1), 0);
end;
$$;
--> statement-breakpoint
-- Frees what dead workers hold, and wakes what is ready but has no job. One sweeper at a time; the others pass by.
create function sluice_sweep(stale_after interval) returns integer language plpgsql as $$
declare
  dead uuid[];
  forgotten text[];
begin
  if not pg_try_advisory_xact_lock(7305510115) then
    return 0;
  end if;
  perform sluice_lock(false);
  select array_agg(distinct d.id) into dead from (
    select w.id from workers w where w.heartbeat_at < clock_timestamp() - stale_after
    union
    select c.worker from computations c
    where c.state = 'running' and not exists (select 1 from workers w where w.id = c.worker)
  ) d;
  if dead is not null then
    perform sluice_release(dead, true);
  end if;
  select array_agg(c.id) into forgotten from computations c
  where c.state = 'ready' and c.run_at < clock_timestamp() - interval '1 second'
    and not exists (
      -- A job that was taken long ago and did nothing belongs to somebody who is no more.
      select 1 from graphile_worker.jobs j
      where j.key = 'computation:' || c.id and coalesce(j.locked_at > now() - interval '1 minute', true)
    );
  perform sluice_enqueue(forgotten);
  return coalesce(array_length(dead, 1), 0) + coalesce(array_length(forgotten, 1), 0);
end;
$$;
