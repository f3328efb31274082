-- Writes as functions, so that their plans are kept: planning the one statement they were took PostgreSQL 0.5 ms each time, more
-- than running it. As in 0002 the plans must never come from tables that were empty when they were made, hence no scans of
-- whole tables and no joins that need one. What is empty is skipped.

-- Index rows that go, then those that come: what is in both is there once afterwards, whatever was there before. With `made`, rows come
-- for these resources alone.
create function write_index_rows(
  made int8[],
  eq_gone_hash int8[], eq_gone_res int8[],
  eq_more_hash int8[], eq_more_res int8[],
  ref_gone_target int8[], ref_gone_param int4[], ref_gone_res int8[],
  ref_more_target int8[], ref_more_param int4[], ref_more_res int8[],
  str_gone_param int4[], str_gone_edge int2[], str_gone_res int8[], str_gone_val text[],
  str_more_param int4[], str_more_edge int2[], str_more_res int8[], str_more_val text[],
  ord_gone_param int4[], ord_gone_edge int2[], ord_gone_res int8[], ord_gone_lo float8[], ord_gone_hi float8[],
  ord_more_param int4[], ord_more_edge int2[], ord_more_res int8[], ord_more_lo float8[], ord_more_hi float8[]
) returns void language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  if eq_gone_res <> '{}' then
    delete from idx_eq t using unnest(eq_gone_hash, eq_gone_res) as v (hash, res) where t.hash = v.hash and t.res = v.res;
  end if;
  if eq_more_res <> '{}' then
    insert into idx_eq (hash, res) select v.hash, v.res from unnest(eq_more_hash, eq_more_res) as v (hash, res)
      where made is null or v.res in (select unnest(made));
  end if;
  if ref_gone_res <> '{}' then
    delete from idx_ref t using unnest(ref_gone_target, ref_gone_param, ref_gone_res) as v (target, param, res)
      where t.target = v.target and t.param = v.param and t.res = v.res;
  end if;
  if ref_more_res <> '{}' then
    insert into idx_ref (target, param, res)
      select v.target, v.param, v.res from unnest(ref_more_target, ref_more_param, ref_more_res) as v (target, param, res)
      where made is null or v.res in (select unnest(made));
  end if;
  if str_gone_res <> '{}' then
    delete from idx_str t using unnest(str_gone_param, str_gone_res, str_gone_val) as v (param, res, val)
      where t.param = v.param and t.val = v.val and t.res = v.res;
  end if;
  if str_more_res <> '{}' then
    insert into idx_str (param, edge, res, val)
      select v.param, v.edge, v.res, v.val from unnest(str_more_param, str_more_edge, str_more_res, str_more_val) as v (param, edge, res, val)
      where made is null or v.res in (select unnest(made));
  end if;
  if ord_gone_res <> '{}' then
    delete from idx_ord t using unnest(ord_gone_param, ord_gone_res, ord_gone_lo, ord_gone_hi) as v (param, res, lo, hi)
      where t.param = v.param and t.lo = v.lo and t.hi = v.hi and t.res = v.res;
  end if;
  if ord_more_res <> '{}' then
    insert into idx_ord (param, edge, res, lo, hi)
      select v.param, v.edge, v.res, v.lo, v.hi
      from unnest(ord_more_param, ord_more_edge, ord_more_res, ord_more_lo, ord_more_hi) as v (param, edge, res, lo, hi)
      where made is null or v.res in (select unnest(made));
  end if;
end $$;

-- New versions; what is not there of what must be, before any of them; and which first versions were written: one is missing
-- where its type and id were taken. The rows of next versions are locked by the caller, who knows their versions.
create function write_versions(
  at timestamptz,
  new_res int8[], new_type int2[], new_id text[], new_idh int8[], new_version int4[], new_method text[], new_present int8[],
  new_content text[], new_writer text[],
  next_res int8[], next_version int4[], next_deleted bool[], next_method text[], next_present int8[], next_content text[],
  next_writer text[],
  must_type int2[], must_id text[]
) returns table (inserted int8[], missing int4[]) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
#variable_conflict use_column
begin
  inserted := '{}';
  missing := '{}';
  -- `method <> 'DELETE'`, not `not deleted`: that would offer the index of a whole type, and on an empty table's statistics the
  -- planner takes it.
  if must_id <> '{}' then
    missing := array(
      select w.place::int4 from unnest(must_type, must_id) with ordinality as w (type, id, place)
      where not exists (select from records r where r.type = w.type and r.id = w.id and r.method <> 'DELETE'));
  end if;
  if next_res <> '{}' then
    insert into history (res, version, type, updated, method, content, writer)
      select r.res, r.version, r.type, r.updated, r.method, r.content, r.writer from records r where r.res = any (next_res);
    update records r set version = n.version, updated = at, deleted = n.deleted, method = n.method,
        present = n.present, content = n.content,
        writer = case when n.writer is null then r.writer when r.deleted or r.writer = n.writer then n.writer end
      from unnest(next_res, next_version, next_deleted, next_method, next_present, next_content, next_writer)
        as n (res, version, deleted, method, present, content, writer)
      where r.res = n.res;
  end if;
  if new_res <> '{}' then
    with c as (
      insert into records (res, type, id, idh, version, updated, deleted, method, present, content, writer)
      select i.res, i.type, i.id, i.idh, i.version, at, false, i.method, i.present, i.content, i.writer
        from unnest(new_res, new_type, new_id, new_idh, new_version, new_method, new_present, new_content, new_writer)
          as i (res, type, id, idh, version, method, present, content, writer)
      on conflict (type, id) do nothing returning res)
    select coalesce(array_agg(c.res), '{}') into inserted from c;
  end if;
  return next;
end $$;
