-- split:table → table
with t0 as (
  select * from "source.table" where (not ((not coalesce(((18::double <= ("Age")::double) and (("Age")::double <= 100::double)), true))))
), t1 as (
  select "Status" as "Status", "Age" as "Age", "Marital" as "Marital", "Home" as "Home", "Income" as "Income", "Assets" as "Assets" from t0
), t2 as (
  select *, row_number() over () as "$row" from t1
), t3 as (
  select *, (rank() over (partition by "Status" order by md5(concat_ws(chr(31), '7', coalesce("Status"::varchar, chr(1)), coalesce("Age"::varchar, chr(1)), coalesce("Marital"::varchar, chr(1)), coalesce("Home"::varchar, chr(1)), coalesce("Income"::varchar, chr(1)), coalesce("Assets"::varchar, chr(1))))) - 0.5) / count(*) over (partition by "Status") as "$position" from t2
), t4 as (
  select * exclude ("$row") from (select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t3) order by "$row"
)
from t4

-- impute:fit
with t0 as (
  select * from "split.table" where "$partition" in ('train')
)
select case when isfinite(avg(("Income")::double)) then avg(("Income")::double) end as "Income",
  case when isfinite(avg(("Assets")::double)) then avg(("Assets")::double) end as "Assets",
  count(*)::double as "$rows",
  coalesce(sum(hash("Assets", "Income")), 0)::varchar as "$hash"
from t0

-- encode:fit
with t0 as (
  select "Status" as "Status", "Age" as "Age", coalesce("Marital", 'unknown') as "Marital", coalesce("Home", 'unknown') as "Home", coalesce(("Income")::double, 1::double) as "Income", coalesce(("Assets")::double, 1::double) as "Assets", ("Marital" is null) as "Marital_was_missing", ("Home" is null) as "Home_was_missing", ("Income" is null) as "Income_was_missing", ("Assets" is null) as "Assets_was_missing", "$partition" from "split.table"
), t1 as (
  select * from t0 where "$partition" in ('train')
)
select case when isfinite(avg((("Age")::double)::double)) then avg((("Age")::double)::double) end as "Age mean",
  case when max(abs((("Age")::double)::double)) <= 1e150::double then stddev_pop(case when abs((("Age")::double)::double) <= 1e150::double then (("Age")::double)::double end) end as "Age deviation",
  list_sort(list(distinct "Marital") filter (where "Marital" is not null)) as "Marital categories",
  list_sort(list(distinct "Home") filter (where "Home" is not null)) as "Home categories",
  case when isfinite(avg(("Income")::double)) then avg(("Income")::double) end as "Income mean",
  case when max(abs(("Income")::double)) <= 1e150::double then stddev_pop(case when abs(("Income")::double) <= 1e150::double then ("Income")::double end) end as "Income deviation",
  case when isfinite(avg(("Assets")::double)) then avg(("Assets")::double) end as "Assets mean",
  case when max(abs(("Assets")::double)) <= 1e150::double then stddev_pop(case when abs(("Assets")::double) <= 1e150::double then ("Assets")::double end) end as "Assets deviation",
  count(*)::double as "$rows",
  coalesce(sum(hash("Age", "Assets", "Home", "Income", "Marital")), 0)::varchar as "$hash"
from t1

-- encode → table
with t0 as (
  select "Status" as "Status", "Age" as "Age", coalesce("Marital", 'unknown') as "Marital", coalesce("Home", 'unknown') as "Home", coalesce(("Income")::double, 1::double) as "Income", coalesce(("Assets")::double, 1::double) as "Assets", ("Marital" is null) as "Marital_was_missing", ("Home" is null) as "Home_was_missing", ("Income" is null) as "Income_was_missing", ("Assets" is null) as "Assets_was_missing", "$partition" from "split.table"
), t1 as (
  select "Status" as "Status", (case when isfinite(((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then ((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Age", [coalesce(("Marital" = 'a')::int::double, 0), coalesce(("Marital" = 'b')::int::double, 0)]::double[] as "Marital", [coalesce(("Home" = 'a')::int::double, 0), coalesce(("Home" = 'b')::int::double, 0)]::double[] as "Home", (case when isfinite((("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Income", (case when isfinite((("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Assets", "Marital_was_missing" as "Marital_was_missing", "Home_was_missing" as "Home_was_missing", "Income_was_missing" as "Income_was_missing", "Assets_was_missing" as "Assets_was_missing", "$partition" from t0
)
from t1

-- deploy:rows → heldOut
with t0 as (
  select "Status" as "Status", "Age" as "Age", "Marital" as "Marital", "Home" as "Home", "Income" as "Income", "Assets" as "Assets", "Age" as "raw$Age", "Marital" as "raw$Marital", "Home" as "raw$Home", "Income" as "raw$Income", "Assets" as "raw$Assets" from "source.table"
), t1 as (
  select * from t0 where (not ((not coalesce(((18::double <= ("Age")::double) and (("Age")::double <= 100::double)), true))))
), t2 as (
  select "Status" as "Status", "Age" as "Age", "Marital" as "Marital", "Home" as "Home", "Income" as "Income", "Assets" as "Assets", "raw$Age" as "raw$Age", "raw$Marital" as "raw$Marital", "raw$Home" as "raw$Home", "raw$Income" as "raw$Income", "raw$Assets" as "raw$Assets" from t1
), t3 as (
  select *, row_number() over () as "$row" from t2
), t4 as (
  select *, (rank() over (partition by "Status" order by md5(concat_ws(chr(31), '7', coalesce("Status"::varchar, chr(1)), coalesce("Age"::varchar, chr(1)), coalesce("Marital"::varchar, chr(1)), coalesce("Home"::varchar, chr(1)), coalesce("Income"::varchar, chr(1)), coalesce("Assets"::varchar, chr(1))))) - 0.5) / count(*) over (partition by "Status") as "$position" from t3
), t5 as (
  select * exclude ("$row") from (select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t4) order by "$row"
), t6 as (
  select "Status" as "Status", "Age" as "Age", coalesce("Marital", 'unknown') as "Marital", coalesce("Home", 'unknown') as "Home", coalesce(("Income")::double, 1::double) as "Income", coalesce(("Assets")::double, 1::double) as "Assets", ("Marital" is null) as "Marital_was_missing", ("Home" is null) as "Home_was_missing", ("Income" is null) as "Income_was_missing", ("Assets" is null) as "Assets_was_missing", "raw$Age" as "raw$Age", "raw$Marital" as "raw$Marital", "raw$Home" as "raw$Home", "raw$Income" as "raw$Income", "raw$Assets" as "raw$Assets", "$partition" from t5
), t7 as (
  select "Status" as "Status", (case when isfinite(((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then ((("Age")::double - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Age", [coalesce(("Marital" = 'a')::int::double, 0), coalesce(("Marital" = 'b')::int::double, 0)]::double[] as "Marital", [coalesce(("Home" = 'a')::int::double, 0), coalesce(("Home" = 'b')::int::double, 0)]::double[] as "Home", (case when isfinite((("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Income" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Income", (case when isfinite((("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end))) then (("Assets" - 1::double) / (case when 2::double = 0 then 1.0::double else 2::double end)) end) as "Assets", "Marital_was_missing" as "Marital_was_missing", "Home_was_missing" as "Home_was_missing", "Income_was_missing" as "Income_was_missing", "Assets_was_missing" as "Assets_was_missing", "raw$Age" as "raw$Age", "raw$Marital" as "raw$Marital", "raw$Home" as "raw$Home", "raw$Income" as "raw$Income", "raw$Assets" as "raw$Assets", "$partition" from t6
)
from t7
