-- Who wrote a version, and what a caller sent about a person it may not know of: reads are guarded by it.

-- Id of the caller that alone has written the resource up to this version; null: the gateway, or several. In no index, so that a new version stays HOT.
alter table records add column writer text;
alter table history add column writer text;

-- A caller that sends a person somebody else has here already is not told so. It is answered, now and later, with what
-- it sent itself, as if it had made it, until the law lets it see the person that is here. An empty content is a deletion.
create table own_views (
  res int8 not null,
  caller text not null,
  version int4 not null,
  updated timestamptz not null,
  content text not null,
  primary key (res, caller, version)
);

-- Whether what stands next to a case is as it was: one text for the numbers and versions of all of it, without its contents.
-- The same walk as records_near, and as little.
create function records_near_stamp(keys int8[], related_person int2, types int2[]) returns text language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare stamp text;
begin
  with near as (
    select x.res from unnest(keys) as t (target) join idx_ref x on x.target = t.target
    union
    select o.res from unnest(keys) as t (target) join records o on o.idh = t.target),
  found as (
    select n.res from near n
    union
    select x.res from near n join records p on p.res = n.res and p.type = related_person join idx_ref x on x.target = p.idh)
  select md5(coalesce(string_agg(r.res || ':' || r.version, ',' order by r.res), '')) into stamp
    from found f join records r on r.res = f.res
    where not r.deleted and (types is null or r.type = any (types));
  return stamp;
end $$;
