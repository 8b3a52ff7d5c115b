CREATE TABLE "model_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"line" text NOT NULL,
	"pipeline_id" uuid,
	"node" text NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	"run_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_pipeline_id_pipelines_id_fk" FOREIGN KEY ("pipeline_id") REFERENCES "public"."pipelines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "model_versions_key" ON "model_versions" USING btree ("line","node","key");--> statement-breakpoint
CREATE UNIQUE INDEX "model_versions_number" ON "model_versions" USING btree ("line","node","number");--> statement-breakpoint
-- Numbers the models that a run made itself, or reused; one that was handed on belongs to the node that made it.
create function sluice_note_models() returns trigger language plpgsql as $$
declare
  own_line text := coalesce(new.pipeline_id::text, 'shell:' || (new.document ->> 'name'));
  made record;
begin
  for made in
    select split_part(p.id, '.', 1) as node, p.port ->> 'key' as key
    from jsonb_each(new.spec -> 'ports') as p(id, port)
    where p.port ->> 'type' = 'model' and split_part(p.port ->> 'stage', ':', 1) = split_part(p.id, '.', 1)
      and exists (select 1 from catalogue c where c.key = p.port ->> 'key')
    order by p.id
  loop
    perform pg_advisory_xact_lock(hashtextextended(own_line || ' ' || made.node, 0));
    insert into model_versions (line, pipeline_id, node, number, key, run_id)
    select own_line, new.pipeline_id, made.node,
      (select coalesce(max(v.number), 0) + 1 from model_versions v where v.line = own_line and v.node = made.node),
      made.key, new.id
    on conflict (line, node, key) do nothing;
  end loop;
  return null;
end;
$$;
--> statement-breakpoint
create trigger runs_models after update of state on runs
  for each row when (old.state = 'running' and new.state <> 'running') execute function sluice_note_models();
