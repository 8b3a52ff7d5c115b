-- split → table
with t0 as (
  select * from "source.table" where (not (coalesce(((("Age")::double < 18::double) or (100::double < ("Age")::double)), false)))
), t1 as (
  select "Status" as "Status", "Age" as "Age", "Home" as "Home", "Income" as "Income", "Assets" as "Assets" from t0
), t2 as (
  select *, (rank() over (partition by "Status" order by md5(concat_ws(chr(31), '7', coalesce("Status"::varchar, chr(1)), coalesce("Age"::varchar, chr(1)), coalesce("Home"::varchar, chr(1)), coalesce("Income"::varchar, chr(1)), coalesce("Assets"::varchar, chr(1))))) - 0.5) / count(*) over (partition by "Status") as "$position" from t1
), t3 as (
  select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t2
)
from t3

-- impute:fit
with t0 as (
  select * from "split.table" where "$partition" in ('train')
)
select avg(("Income")::double) as "Income",
  avg(("Assets")::double) as "Assets"
from t0

-- encode:fit
with t0 as (
  select "Status" as "Status", "Age" as "Age", coalesce("Home", 'unknown') as "Home", coalesce(("Income")::double, 1::double) as "Income", coalesce(("Assets")::double, 1::double) as "Assets", ("Home" is null) as "Home_was_missing", ("Income" is null) as "Income_was_missing", ("Assets" is null) as "Assets_was_missing", "$partition" from "split.table"
), t1 as (
  select * from t0 where "$partition" in ('train')
)
select avg((("Age")::double)::double) as "Age mean",
  stddev_pop((("Age")::double)::double) as "Age deviation",
  list_sort(list(distinct "Home") filter (where "Home" is not null)) as "Home categories",
  avg(("Income")::double) as "Income mean",
  stddev_pop(("Income")::double) as "Income deviation",
  avg(("Assets")::double) as "Assets mean",
  stddev_pop(("Assets")::double) as "Assets deviation"
from t1

-- encode → table
with t0 as (
  select "Status" as "Status", "Age" as "Age", coalesce("Home", 'unknown') as "Home", coalesce(("Income")::double, 1::double) as "Income", coalesce(("Assets")::double, 1::double) as "Assets", ("Home" is null) as "Home_was_missing", ("Income" is null) as "Income_was_missing", ("Assets" is null) as "Assets_was_missing", "$partition" from "split.table"
), t1 as (
  select "Status" as "Status", (case when isfinite(((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then ((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Age", [coalesce(("Home" = 'a')::int::double, 0), coalesce(("Home" = 'b')::int::double, 0)]::double[] as "Home", (case when isfinite((("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Income", (case when isfinite((("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Assets", "Home_was_missing" as "Home_was_missing", "Income_was_missing" as "Income_was_missing", "Assets_was_missing" as "Assets_was_missing", "$partition" from t0
)
from t1

-- deploy:rows → heldOut
with t0 as (
  select "Status" as "Status", "Age" as "Age", "Home" as "Home", "Income" as "Income", "Assets" as "Assets", "Age" as "raw$Age", "Home" as "raw$Home", "Income" as "raw$Income", "Assets" as "raw$Assets" from "source.table"
), t1 as (
  select * from t0 where (not (coalesce(((("Age")::double < 18::double) or (100::double < ("Age")::double)), false)))
), t2 as (
  select "Status" as "Status", "Age" as "Age", "Home" as "Home", "Income" as "Income", "Assets" as "Assets", "raw$Age" as "raw$Age", "raw$Home" as "raw$Home", "raw$Income" as "raw$Income", "raw$Assets" as "raw$Assets" from t1
), t3 as (
  select *, (rank() over (partition by "Status" order by md5(concat_ws(chr(31), '7', coalesce("Status"::varchar, chr(1)), coalesce("Age"::varchar, chr(1)), coalesce("Home"::varchar, chr(1)), coalesce("Income"::varchar, chr(1)), coalesce("Assets"::varchar, chr(1))))) - 0.5) / count(*) over (partition by "Status") as "$position" from t2
), t4 as (
  select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t3
), t5 as (
  select "Status" as "Status", "Age" as "Age", coalesce("Home", 'unknown') as "Home", coalesce(("Income")::double, 1::double) as "Income", coalesce(("Assets")::double, 1::double) as "Assets", ("Home" is null) as "Home_was_missing", ("Income" is null) as "Income_was_missing", ("Assets" is null) as "Assets_was_missing", "raw$Age" as "raw$Age", "raw$Home" as "raw$Home", "raw$Income" as "raw$Income", "raw$Assets" as "raw$Assets", "$partition" from t4
), t6 as (
  select "Status" as "Status", (case when isfinite(((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then ((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Age", [coalesce(("Home" = 'a')::int::double, 0), coalesce(("Home" = 'b')::int::double, 0)]::double[] as "Home", (case when isfinite((("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Income", (case when isfinite((("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Assets", "Home_was_missing" as "Home_was_missing", "Income_was_missing" as "Income_was_missing", "Assets_was_missing" as "Assets_was_missing", "raw$Age" as "raw$Age", "raw$Home" as "raw$Home", "raw$Income" as "raw$Income", "raw$Assets" as "raw$Assets", "$partition" from t5
)
from t6
