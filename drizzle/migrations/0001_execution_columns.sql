ALTER TABLE "computations" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "computations" ADD COLUMN "losses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "port_counts" jsonb;--> statement-breakpoint
ALTER TABLE "workers" ADD COLUMN "queue_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "computations_dataset" ON "computations" USING btree (("stage" #>> '{dataset,key}')) WHERE "computations"."stage" ? 'dataset';