-- split:table → table
with t0 as (
  select * from "source.table" where (not ((not coalesce(((0::double <= ("tenure")::double) and (("tenure")::double <= 120::double)), true)) or (not coalesce(((0::double <= "monthly_charges")), true))))
), t1 as (
  select "churn" as "churn", "tenure" as "tenure", "contract" as "contract", "monthly_charges" as "monthly_charges", "total_charges" as "total_charges" from t0
), t2 as (
  select *, row_number() over () as "$row" from t1
), t3 as (
  select *, (rank() over (partition by "churn" order by md5(concat_ws(chr(31), '7', coalesce("churn"::varchar, chr(1)), coalesce("tenure"::varchar, chr(1)), coalesce("contract"::varchar, chr(1)), coalesce("monthly_charges"::varchar, chr(1)), coalesce("total_charges"::varchar, chr(1))))) - 0.5) / count(*) over (partition by "churn") as "$position" from t2
), t4 as (
  select * exclude ("$row") from (select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t3) order by "$row"
)
from t4

-- impute:fit
with t0 as (
  select * from "split.table" where "$partition" in ('train')
)
select case when isfinite(quantile_cont(("total_charges")::double, 0.5)) then quantile_cont(("total_charges")::double, 0.5) end as "total_charges",
  count(*)::double as "$rows",
  coalesce(sum(hash("total_charges")), 0)::varchar as "$hash"
from t0

-- encode:fit
with t0 as (
  select "churn" as "churn", "tenure" as "tenure", "contract" as "contract", "monthly_charges" as "monthly_charges", coalesce("total_charges", 1::double) as "total_charges", "$partition" from "split.table"
), t1 as (
  select * from t0 where "$partition" in ('train')
)
select list_sort(list(distinct "contract") filter (where "contract" is not null)) as "contract categories",
  count(*)::double as "$rows",
  coalesce(sum(hash("contract")), 0)::varchar as "$hash"
from t1

-- encode → table
with t0 as (
  select "churn" as "churn", "tenure" as "tenure", "contract" as "contract", "monthly_charges" as "monthly_charges", coalesce("total_charges", 1::double) as "total_charges", "$partition" from "split.table"
), t1 as (
  select "churn" as "churn", "tenure" as "tenure", [coalesce(("contract" = 'a')::int::double, 0), coalesce(("contract" = 'b')::int::double, 0)]::double[] as "contract", "monthly_charges" as "monthly_charges", "total_charges" as "total_charges", "$partition" from t0
)
from t1

-- deploy:rows → heldOut
with t0 as (
  select "churn" as "churn", "tenure" as "tenure", "contract" as "contract", "monthly_charges" as "monthly_charges", "total_charges" as "total_charges", "tenure" as "raw$tenure", "contract" as "raw$contract", "monthly_charges" as "raw$monthly_charges", "total_charges" as "raw$total_charges" from "source.table"
), t1 as (
  select * from t0 where (not ((not coalesce(((0::double <= ("tenure")::double) and (("tenure")::double <= 120::double)), true)) or (not coalesce(((0::double <= "monthly_charges")), true))))
), t2 as (
  select "churn" as "churn", "tenure" as "tenure", "contract" as "contract", "monthly_charges" as "monthly_charges", "total_charges" as "total_charges", "raw$tenure" as "raw$tenure", "raw$contract" as "raw$contract", "raw$monthly_charges" as "raw$monthly_charges", "raw$total_charges" as "raw$total_charges" from t1
), t3 as (
  select *, row_number() over () as "$row" from t2
), t4 as (
  select *, (rank() over (partition by "churn" order by md5(concat_ws(chr(31), '7', coalesce("churn"::varchar, chr(1)), coalesce("tenure"::varchar, chr(1)), coalesce("contract"::varchar, chr(1)), coalesce("monthly_charges"::varchar, chr(1)), coalesce("total_charges"::varchar, chr(1))))) - 0.5) / count(*) over (partition by "churn") as "$position" from t3
), t5 as (
  select * exclude ("$row") from (select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t4) order by "$row"
), t6 as (
  select "churn" as "churn", "tenure" as "tenure", "contract" as "contract", "monthly_charges" as "monthly_charges", coalesce("total_charges", 1::double) as "total_charges", "raw$tenure" as "raw$tenure", "raw$contract" as "raw$contract", "raw$monthly_charges" as "raw$monthly_charges", "raw$total_charges" as "raw$total_charges", "$partition" from t5
), t7 as (
  select "churn" as "churn", "tenure" as "tenure", [coalesce(("contract" = 'a')::int::double, 0), coalesce(("contract" = 'b')::int::double, 0)]::double[] as "contract", "monthly_charges" as "monthly_charges", "total_charges" as "total_charges", "raw$tenure" as "raw$tenure", "raw$contract" as "raw$contract", "raw$monthly_charges" as "raw$monthly_charges", "raw$total_charges" as "raw$total_charges", "$partition" from t6
)
from t7
