CREATE TABLE "stage_attempts" (
	"computation_id" text NOT NULL,
	"attempt" integer NOT NULL,
	"key" text NOT NULL,
	"work" text,
	"settings" text,
	"rows" bigint,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "stage_attempts_computation_id_attempt_pk" PRIMARY KEY("computation_id","attempt")
);
--> statement-breakpoint
ALTER TABLE "run_stages" ADD COLUMN "expected_ms" integer;--> statement-breakpoint
CREATE INDEX "stage_attempts_key" ON "stage_attempts" USING btree ("key","ended_at") WHERE "stage_attempts"."outcome" = 'ran';--> statement-breakpoint
CREATE INDEX "stage_attempts_work" ON "stage_attempts" USING btree ("work","ended_at") WHERE "stage_attempts"."outcome" = 'ran';--> statement-breakpoint
CREATE INDEX "stage_attempts_settings" ON "stage_attempts" USING btree ("work","settings","ended_at") WHERE "stage_attempts"."outcome" = 'ran';--> statement-breakpoint
-- Writes a try down when it ends. What was asked to run anew replaces what the catalogue had under its keys; the ending
-- transaction publishes it in the next step.
create function sluice_note_attempt() returns trigger language plpgsql as $$
begin
  insert into stage_attempts (computation_id, attempt, key, work, settings, rows, started_at, ended_at, outcome)
  select new.id, new.attempt, coalesce(new.stage ->> 'key', new.id), new.stage #>> '{work,kind}', new.stage #>> '{work,settings}', (
      select sum((k.meta ->> 'rowCount')::bigint) from catalogue k
      where k.key in (select i ->> 'key' from jsonb_array_elements(new.stage -> 'inputs') i)
    ), old.started_at, clock_timestamp(),
    case new.state when 'done' then coalesce(new.outcome, 'ran') when 'ready' then 'again' else new.state end
  on conflict do nothing;
  if new.state = 'done' and new.outcome = 'ran' and (new.stage ->> 'anew')::boolean then
    delete from catalogue k using catalogue own, jsonb_array_elements(new.stage -> 'outputs') o
    where own.key = o ->> 'key' and (k.key = own.key or (k.hash = own.hash and k.key like 'same:%'));
  end if;
  return null;
end;
$$;
--> statement-breakpoint
create trigger computations_attempts after update of state on computations
  for each row when (old.state = 'running' and new.state <> 'running' and old.started_at is not null)
  execute function sluice_note_attempt();
