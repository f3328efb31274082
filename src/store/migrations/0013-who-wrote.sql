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

-- Whether what stands next to a case is as it was: one text for the numbers and versions of all that records_near gives. By that
-- function itself, so that nothing can be read of a case that the stamp does not cover.
create function records_near_stamp(keys int8[], related_person int2, types int2[]) returns text language sql stable as $$
  select md5(coalesce(string_agg(r.res || ':' || r.version, ',' order by r.res), ''))
    from records_near(keys, related_person, types) as r
$$;
