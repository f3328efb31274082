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
