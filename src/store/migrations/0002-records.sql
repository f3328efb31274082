-- FHIR resources, their history and their search indexes (facts/store.md section 3, design C).
-- Index tables have no key of their own: rows are written without duplicates, and `on conflict` there costs a fifth.

-- A process takes blocks of 1000.
create sequence record_res increment 1000;

create table records (
  res int8 primary key,                    -- for the life of the resource, also when it is deleted and made again
  type int2 not null,                      -- place in R4's list of resource types
  id text collate "C" not null,
  idh int8 not null,                       -- hash of type/id, what idx_ref.target holds
  version int4 not null,
  updated timestamptz not null,
  deleted boolean not null default false,
  method text not null check (method in ('POST', 'PUT', 'DELETE')),
  present int8 not null,                   -- bit i: parameter i of the type has a value
  content text not null                    -- the answer, byte for byte; empty when deleted
) with (fillfactor = 70);                  -- room for the next version on the page: no index is touched (HOT)
create unique index records_type_id on records (type, id);
create index records_idh on records (idh);
-- `method` is in no index, so that POST becoming PUT stays HOT; `deleted` changes only when it must.
create index records_type_res on records (type, res) include (present) where not deleted;

-- Earlier versions only, append.
create table history (
  res int8 not null,
  version int4 not null,
  type int2 not null,
  updated timestamptz not null,
  method text not null,
  content text not null,
  primary key (res, version)
);
create index history_type on history (type, updated, res, version);

-- token and uri values, units, identifiers of references
create table idx_eq (hash int8 not null, res int8 not null);
create index idx_eq_hash on idx_eq (hash, res);

create table idx_ref (target int8 not null, param int4 not null, res int8 not null);
create index idx_ref_target on idx_ref (target, param, res);

-- folded texts; edge: 1 least, 2 greatest, 3 only value of the resource and parameter
create table idx_str (param int4 not null, edge int2 not null, res int8 not null, val text collate "C" not null);
create index idx_str_val on idx_str (param, val, res);

-- dates (ms since 1970) and numbers as ranges
create table idx_ord (lo float8 not null, hi float8 not null, res int8 not null, param int4 not null, edge int2 not null);
create index idx_ord_lo on idx_ord (param, lo, res);
create index idx_ord_hi on idx_ord (param, hi, res);
-- A date beside a selective criterion is looked up by resource.
create index idx_ord_res on idx_ord (res);

-- Condition of a conditional create or update: takes the locks in sorted order, then looks. A function, because a plain
-- statement's snapshot is older than the lock; each statement in here has its own.
create function records_locked(locks int8[], hashes int8[])
returns table (place int4, res int8) language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(l.key) from (select distinct key from unnest(locks) as k (key) order by key) as l;
  return query
    select h.place::int4, e.res from unnest(hashes) with ordinality as h (hash, place)
    cross join lateral (select i.res from idx_eq i where i.hash = h.hash order by i.res desc limit 3) as e;
end $$;

-- What stands next to resources (by hash of type/id): themselves, what points at them, and what points at related persons
-- among those. A function, so that its plan is kept: planning this join costs more than running it (measured 1.3 ms against
-- 0.4 ms). The plan must never come from tables that were empty when it was made, hence no scans and no hash joins.
create function records_near(keys int8[], related_person int2) returns setof int8
language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  with near as (
    select x.res from unnest(keys) as t (target) join idx_ref x on x.target = t.target
    union
    select o.res from unnest(keys) as t (target) join records o on o.idh = t.target)
  select n.res from near n
  union
  select x.res from near n join records p on p.res = n.res and p.type = related_person join idx_ref x on x.target = p.idh;
end $$;
