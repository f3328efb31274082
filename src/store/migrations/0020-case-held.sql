-- Until the transaction ends nothing these persons have said changes (the lock of consent-lock.ts); then the stamp of their
-- case. One round trip, and volatile: the stamp is looked up with a snapshot younger than the lock.
create function hold_and_stamp(persons text[], keys int8[], related_person int2, types int2[]) returns text
language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('consent|' || person, 0))
     from (select person from unnest(persons) as p(person) order by person) as sorted;
  return records_near_stamp(keys, related_person, types);
end $$;

-- Rows of pinned versions; `place` counts from 1. A function, so that its plan is kept: planning it costs more than running it.
create function records_pinned(types int2[], ids text[], versions int4[])
returns table (place int8, res int8, type int2, id text, version int4, updated timestamptz, deleted boolean, method text, content text,
  writer text)
language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  return query
  with asked as (
    select * from unnest(types, ids, versions) with ordinality as a (type, id, version, place))
  select a.place, r.res, r.type, r.id, r.version, r.updated, r.deleted, r.method, r.content, r.writer
    from asked a join records r on r.type = a.type and r.id = a.id and r.version = a.version
  union all
  select a.place, h.res, h.type, r.id, h.version, h.updated, h.method = 'DELETE', h.method, h.content, h.writer
    from asked a join records r on r.type = a.type and r.id = a.id join history h on h.res = r.res and h.version = a.version;
end $$;
