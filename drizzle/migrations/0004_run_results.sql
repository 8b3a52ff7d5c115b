ALTER TABLE "runs" ADD COLUMN "results" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "runs_state" ON "runs" USING btree ("state","number");--> statement-breakpoint
-- The figures that a run's stages tell of their outputs, by `node.figure`, also of what a gate refused. An artifact handed
-- on is told by its maker only.
create function sluice_results(spec jsonb) returns jsonb language sql stable as $$
  select coalesce(jsonb_object_agg(split_part(p.id, '.', 1) || '.' || f.key, f.value), '{}')
  from jsonb_each(spec -> 'ports') as p(id, port)
  join catalogue c on c.key in (p.port ->> 'key', 'refused:' || (p.port ->> 'key'))
  cross join jsonb_each(c.meta -> 'summary') as f
  where split_part(p.port ->> 'stage', ':', 1) = split_part(p.id, '.', 1)
    and jsonb_typeof(c.meta -> 'summary') = 'object' and jsonb_typeof(f.value) = 'number'
$$;
--> statement-breakpoint
create function sluice_note_results() returns trigger language plpgsql as $$
begin
  new.results := sluice_results(new.spec);
  return new;
end;
$$;
--> statement-breakpoint
create trigger runs_results before update of state on runs
  for each row when (old.state = 'running' and new.state <> 'running') execute function sluice_note_results();
--> statement-breakpoint
update runs set results = sluice_results(spec) where state <> 'running';
