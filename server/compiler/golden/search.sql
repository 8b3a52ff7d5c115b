-- split:table → table
with t0 as (
  select *, ('0x' || substr(md5(concat_ws(chr(31), '7', coalesce("id"::varchar, chr(1)))), 1, 13))::bigint / 4503599627370496.0::double as "$position" from "source.table"
), t1 as (
  select * exclude ("$position"), case when "$position" < 0.7::double then 'train' when "$position" < 0.85::double then 'validation' else 'test' end as "$partition" from t0
), t2 as (
  select *, case when "$partition" = 'train' then [floor(('0x' || substr(md5(concat_ws(chr(31), '7/fold/0', coalesce("id"::varchar, chr(1)))), 1, 13))::bigint / 4503599627370496.0::double * 2) + 1]::integer[] end as "$fold" from t1
)
from t2

-- encode:fit
with t0 as (
  select * from "split.table" where "$partition" in ('train')
), t1 as (
  select (coalesce("city", '(missing)'))::varchar as k, '' as f, ((("target" = 'yes'))::double)::double as y from t0
), t2 as (
  select f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t1 group by f
), t3 as (
  select k, f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t1 where k is not null group by k, f
), t4 as (
  select g.k as k, case when coalesce(m.n, 0) = 0 then p.m else coalesce((p.s * m.n / nullif(p.s * m.n + m.s, 0)) * m.m + (1 - (p.s * m.n / nullif(p.s * m.n + m.s, 0))) * p.m, p.m) end as v from (select distinct k, f from t1 where k is not null) g join t2 p on p.f = g.f left join t3 m on m.k = g.k and m.f = g.f
), t5 as (
  select (coalesce("city", '(missing)'))::varchar as k, (('0x' || substr(md5(concat_ws(chr(31), 'fold', 7::bigint, coalesce("id"::varchar, chr(1)))), 1, 13))::bigint % 3::bigint)::varchar as f, ((("target" = 'yes'))::double)::double as y from t0
), t6 as (
  select f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t5 group by f
), t7 as (
  select distinct f from t5
), t8 as (
  select o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from t7 o join t6 r on r.f <> o.f where r.n > 0 group by o.f
), t9 as (
  select a.f, a.n, a.t, a.m, case when count(*) = count(r.s) then sum(r.n * (r.s + (r.m - a.m) * (r.m - a.m)) order by r.f) / a.n end as s from t8 a join t6 r on r.f <> a.f and r.n > 0 group by a.f, a.n, a.t, a.m
), t10 as (
  select k, f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t5 where k is not null group by k, f
), t11 as (
  select distinct f from t5
), t12 as (
  select r.k, o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from t11 o join t10 r on r.f <> o.f where r.n > 0 group by r.k, o.f
), t13 as (
  select a.k, a.f, a.n, a.t, a.m, case when count(*) = count(r.s) then sum(r.n * (r.s + (r.m - a.m) * (r.m - a.m)) order by r.f) / a.n end as s from t12 a join t10 r on r.k = a.k and r.f <> a.f and r.n > 0 group by a.k, a.f, a.n, a.t, a.m
), t14 as (
  select g.k || chr(31) || g.f as k, case when coalesce(m.n, 0) = 0 then p.m else coalesce((p.s * m.n / nullif(p.s * m.n + m.s, 0)) * m.m + (1 - (p.s * m.n / nullif(p.s * m.n + m.s, 0))) * p.m, p.m) end as v from (select distinct k, f from t5 where k is not null) g join t9 p on p.f = g.f left join t13 m on m.k = g.k and m.f = g.f
)
select case when isfinite(avg(((("target" = 'yes'))::double)::double)) then avg(((("target" = 'yes'))::double)::double) end as "mean target",
  (select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} from t4 where v is not null) as "city means",
  (select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} from t14 where v is not null) as "city means by fold",
  count(*)::double as "$rows",
  coalesce(sum(hash("city", "id", "target")), 0)::varchar as "$hash"
from t0

-- encode → table
with t0 as (
  select * replace (case when "$partition" = 'train' then coalesce(('[0.25, 0.75]'::double[])[enum_code(try_cast(((coalesce("city", '(missing)') || '' || (('0x' || substr(md5(concat_ws(chr(31), 'fold', 7::bigint, coalesce("id"::varchar, chr(1)))), 1, 13))::bigint % 3::bigint)::varchar))::varchar as enum('a', 'b')))::bigint + 1], 1::double) else coalesce(('[0.25, 0.75]'::double[])[enum_code(try_cast((coalesce("city", '(missing)'))::varchar as enum('a', 'b')))::bigint + 1], 1::double) end as "city") from "split.table"
), t1 as (
  select "id" as "id", "city" as "city", "age" as "age", "target" as "target", "$partition", "$fold" from t0
)
from t1

-- encode:fit@1
with t0 as (
  select * replace (case when "$partition" = 'train' and "$fold"[1] <> 1 then 'train' when "$partition" = 'train' and "$fold"[1] = 1 then 'test' when "$partition" = 'validation' then "$partition" end as "$partition") from "split.table" where case when "$partition" = 'train' and "$fold"[1] <> 1 then 'train' when "$partition" = 'train' and "$fold"[1] = 1 then 'test' when "$partition" = 'validation' then "$partition" end is not null
), t1 as (
  select * from t0 where "$partition" in ('train')
), t2 as (
  select (coalesce("city", '(missing)'))::varchar as k, '' as f, ((("target" = 'yes'))::double)::double as y from t1
), t3 as (
  select f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t2 group by f
), t4 as (
  select k, f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t2 where k is not null group by k, f
), t5 as (
  select g.k as k, case when coalesce(m.n, 0) = 0 then p.m else coalesce((p.s * m.n / nullif(p.s * m.n + m.s, 0)) * m.m + (1 - (p.s * m.n / nullif(p.s * m.n + m.s, 0))) * p.m, p.m) end as v from (select distinct k, f from t2 where k is not null) g join t3 p on p.f = g.f left join t4 m on m.k = g.k and m.f = g.f
), t6 as (
  select (coalesce("city", '(missing)'))::varchar as k, (('0x' || substr(md5(concat_ws(chr(31), 'fold', 7::bigint, coalesce("id"::varchar, chr(1)))), 1, 13))::bigint % 3::bigint)::varchar as f, ((("target" = 'yes'))::double)::double as y from t1
), t7 as (
  select f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t6 group by f
), t8 as (
  select distinct f from t6
), t9 as (
  select o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from t8 o join t7 r on r.f <> o.f where r.n > 0 group by o.f
), t10 as (
  select a.f, a.n, a.t, a.m, case when count(*) = count(r.s) then sum(r.n * (r.s + (r.m - a.m) * (r.m - a.m)) order by r.f) / a.n end as s from t9 a join t7 r on r.f <> a.f and r.n > 0 group by a.f, a.n, a.t, a.m
), t11 as (
  select k, f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t6 where k is not null group by k, f
), t12 as (
  select distinct f from t6
), t13 as (
  select r.k, o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from t12 o join t11 r on r.f <> o.f where r.n > 0 group by r.k, o.f
), t14 as (
  select a.k, a.f, a.n, a.t, a.m, case when count(*) = count(r.s) then sum(r.n * (r.s + (r.m - a.m) * (r.m - a.m)) order by r.f) / a.n end as s from t13 a join t11 r on r.k = a.k and r.f <> a.f and r.n > 0 group by a.k, a.f, a.n, a.t, a.m
), t15 as (
  select g.k || chr(31) || g.f as k, case when coalesce(m.n, 0) = 0 then p.m else coalesce((p.s * m.n / nullif(p.s * m.n + m.s, 0)) * m.m + (1 - (p.s * m.n / nullif(p.s * m.n + m.s, 0))) * p.m, p.m) end as v from (select distinct k, f from t6 where k is not null) g join t10 p on p.f = g.f left join t14 m on m.k = g.k and m.f = g.f
)
select case when isfinite(avg(((("target" = 'yes'))::double)::double)) then avg(((("target" = 'yes'))::double)::double) end as "mean target",
  (select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} from t5 where v is not null) as "city means",
  (select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} from t15 where v is not null) as "city means by fold",
  count(*)::double as "$rows",
  coalesce(sum(hash("city", "id", "target")), 0)::varchar as "$hash"
from t1

-- encode:table@1 → table
with t0 as (
  select * replace (case when "$partition" = 'train' and "$fold"[1] <> 1 then 'train' when "$partition" = 'train' and "$fold"[1] = 1 then 'test' when "$partition" = 'validation' then "$partition" end as "$partition") from "split.table" where case when "$partition" = 'train' and "$fold"[1] <> 1 then 'train' when "$partition" = 'train' and "$fold"[1] = 1 then 'test' when "$partition" = 'validation' then "$partition" end is not null
), t1 as (
  select * replace (case when "$partition" = 'train' then coalesce(('[0.25, 0.75]'::double[])[enum_code(try_cast(((coalesce("city", '(missing)') || '' || (('0x' || substr(md5(concat_ws(chr(31), 'fold', 7::bigint, coalesce("id"::varchar, chr(1)))), 1, 13))::bigint % 3::bigint)::varchar))::varchar as enum('a', 'b')))::bigint + 1], 1::double) else coalesce(('[0.25, 0.75]'::double[])[enum_code(try_cast((coalesce("city", '(missing)'))::varchar as enum('a', 'b')))::bigint + 1], 1::double) end as "city") from t0
), t2 as (
  select "id" as "id", "city" as "city", "age" as "age", "target" as "target", "$partition", "$fold" from t1
)
from t2

-- encode:fit@2
with t0 as (
  select * replace (case when "$partition" = 'train' and "$fold"[1] <> 2 then 'train' when "$partition" = 'train' and "$fold"[1] = 2 then 'test' when "$partition" = 'validation' then "$partition" end as "$partition") from "split.table" where case when "$partition" = 'train' and "$fold"[1] <> 2 then 'train' when "$partition" = 'train' and "$fold"[1] = 2 then 'test' when "$partition" = 'validation' then "$partition" end is not null
), t1 as (
  select * from t0 where "$partition" in ('train')
), t2 as (
  select (coalesce("city", '(missing)'))::varchar as k, '' as f, ((("target" = 'yes'))::double)::double as y from t1
), t3 as (
  select f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t2 group by f
), t4 as (
  select k, f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t2 where k is not null group by k, f
), t5 as (
  select g.k as k, case when coalesce(m.n, 0) = 0 then p.m else coalesce((p.s * m.n / nullif(p.s * m.n + m.s, 0)) * m.m + (1 - (p.s * m.n / nullif(p.s * m.n + m.s, 0))) * p.m, p.m) end as v from (select distinct k, f from t2 where k is not null) g join t3 p on p.f = g.f left join t4 m on m.k = g.k and m.f = g.f
), t6 as (
  select (coalesce("city", '(missing)'))::varchar as k, (('0x' || substr(md5(concat_ws(chr(31), 'fold', 7::bigint, coalesce("id"::varchar, chr(1)))), 1, 13))::bigint % 3::bigint)::varchar as f, ((("target" = 'yes'))::double)::double as y from t1
), t7 as (
  select f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t6 group by f
), t8 as (
  select distinct f from t6
), t9 as (
  select o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from t8 o join t7 r on r.f <> o.f where r.n > 0 group by o.f
), t10 as (
  select a.f, a.n, a.t, a.m, case when count(*) = count(r.s) then sum(r.n * (r.s + (r.m - a.m) * (r.m - a.m)) order by r.f) / a.n end as s from t9 a join t7 r on r.f <> a.f and r.n > 0 group by a.f, a.n, a.t, a.m
), t11 as (
  select k, f, count(y) as n, sum(y) as t, avg(y) as m, case when max(abs(y)) <= 1e150::double then var_pop(case when abs(y) <= 1e150::double then y end) end as s from t6 where k is not null group by k, f
), t12 as (
  select distinct f from t6
), t13 as (
  select r.k, o.f, sum(r.n)::bigint as n, sum(r.t order by r.f) as t, sum(r.t order by r.f) / sum(r.n)::bigint as m from t12 o join t11 r on r.f <> o.f where r.n > 0 group by r.k, o.f
), t14 as (
  select a.k, a.f, a.n, a.t, a.m, case when count(*) = count(r.s) then sum(r.n * (r.s + (r.m - a.m) * (r.m - a.m)) order by r.f) / a.n end as s from t13 a join t11 r on r.k = a.k and r.f <> a.f and r.n > 0 group by a.k, a.f, a.n, a.t, a.m
), t15 as (
  select g.k || chr(31) || g.f as k, case when coalesce(m.n, 0) = 0 then p.m else coalesce((p.s * m.n / nullif(p.s * m.n + m.s, 0)) * m.m + (1 - (p.s * m.n / nullif(p.s * m.n + m.s, 0))) * p.m, p.m) end as v from (select distinct k, f from t6 where k is not null) g join t10 p on p.f = g.f left join t14 m on m.k = g.k and m.f = g.f
)
select case when isfinite(avg(((("target" = 'yes'))::double)::double)) then avg(((("target" = 'yes'))::double)::double) end as "mean target",
  (select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} from t5 where v is not null) as "city means",
  (select {'keys': coalesce(list(k order by k), []), 'values': coalesce(list(v order by k), [])} from t15 where v is not null) as "city means by fold",
  count(*)::double as "$rows",
  coalesce(sum(hash("city", "id", "target")), 0)::varchar as "$hash"
from t1

-- encode:table@2 → table
with t0 as (
  select * replace (case when "$partition" = 'train' and "$fold"[1] <> 2 then 'train' when "$partition" = 'train' and "$fold"[1] = 2 then 'test' when "$partition" = 'validation' then "$partition" end as "$partition") from "split.table" where case when "$partition" = 'train' and "$fold"[1] <> 2 then 'train' when "$partition" = 'train' and "$fold"[1] = 2 then 'test' when "$partition" = 'validation' then "$partition" end is not null
), t1 as (
  select * replace (case when "$partition" = 'train' then coalesce(('[0.25, 0.75]'::double[])[enum_code(try_cast(((coalesce("city", '(missing)') || '' || (('0x' || substr(md5(concat_ws(chr(31), 'fold', 7::bigint, coalesce("id"::varchar, chr(1)))), 1, 13))::bigint % 3::bigint)::varchar))::varchar as enum('a', 'b')))::bigint + 1], 1::double) else coalesce(('[0.25, 0.75]'::double[])[enum_code(try_cast((coalesce("city", '(missing)'))::varchar as enum('a', 'b')))::bigint + 1], 1::double) end as "city") from t0
), t2 as (
  select "id" as "id", "city" as "city", "age" as "age", "target" as "target", "$partition", "$fold" from t1
)
from t2
