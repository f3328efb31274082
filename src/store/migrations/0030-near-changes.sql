-- What was written lately, so that what was read before is known to be still true without being read again: reads are guarded by
-- cases that are remembered. A line for each statement that wrote, in the transaction that wrote, by triggers: no writer can
-- forget it, be it an older version of the gateway or a person with psql. Unlogged: nothing of it outlives a crash or moves to
-- another server, where numbers of transactions may come again; change_watch is empty then too, and who remembers forgets.

create unlogged table near_changes (
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  -- What records.idh and idx_ref.target hold: resources that were written, and what they pointed at or point at now. null: anything.
  keys int8[]
);
create index near_changes_xid on near_changes (xid);

-- One row: which life of near_changes this is. Lines of transactions up to `floor` may have been taken away; in the beginning none.
create unlogged table change_watch (
  only_one boolean primary key default true check (only_one),
  life uuid not null default gen_random_uuid(),
  floor xid8 not null default '0'
);

-- A statement that writes more than this is told as one that may have written anything.
create function note_changed_records() returns trigger language plpgsql as $$
begin
  insert into near_changes (keys)
    select case when count(*) <= 2000 then array_agg(idh) end from changed having count(*) > 0;
  return null;
end $$;
create function note_changed_references() returns trigger language plpgsql as $$
begin
  insert into near_changes (keys)
    select case when count(*) <= 2000 then array_agg(target) end from (select distinct target from changed) as c having count(*) > 0;
  return null;
end $$;
create function note_changed_everything() returns trigger language plpgsql as $$
begin
  insert into near_changes (keys) values (null);
  return null;
end $$;

create trigger records_created after insert on records
  referencing new table as changed for each statement execute function note_changed_records();
-- The hash of a resource never changes.
create trigger records_updated after update on records
  referencing new table as changed for each statement execute function note_changed_records();
create trigger records_removed after delete on records
  referencing old table as changed for each statement execute function note_changed_records();
create trigger records_emptied after truncate on records for each statement execute function note_changed_everything();
create trigger references_created after insert on idx_ref
  referencing new table as changed for each statement execute function note_changed_references();
create trigger references_removed after delete on idx_ref
  referencing old table as changed for each statement execute function note_changed_references();
-- Nobody updates these rows; who does is told of without being asked which.
create trigger references_updated after update on idx_ref for each statement execute function note_changed_everything();
create trigger references_emptied after truncate on idx_ref for each statement execute function note_changed_everything();

-- Also where a restore or a subscription writes, which skips other triggers.
alter table records enable always trigger records_created;
alter table records enable always trigger records_updated;
alter table records enable always trigger records_removed;
alter table records enable always trigger records_emptied;
alter table idx_ref enable always trigger references_created;
alter table idx_ref enable always trigger references_removed;
alter table idx_ref enable always trigger references_updated;
alter table idx_ref enable always trigger references_emptied;

-- What was written since a snapshot: by transactions that one did not see and this one does, whatever order they began in.
-- `known` is false where that cannot be told. Stable, so that all of it is looked at with the snapshot it gives back.
create function changes_since(since text) returns table (snapshot text, life text, known boolean, keys text)
language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
begin
  return query
  select pg_current_snapshot()::text, w.life::text, coalesce(w.floor < pg_snapshot_xmin(since::pg_snapshot), false),
    (select string_agg(coalesce(n.keys::text, '*'), '') from near_changes n
      where n.xid >= pg_snapshot_xmin(since::pg_snapshot) and not pg_visible_in_snapshot(n.xid, since::pg_snapshot))
  from (select) as once left join change_watch w on true;
end $$;

-- Begins a life; the one that is there stays.
create function begin_change_watch() returns void language sql as $$
  insert into change_watch default values on conflict do nothing
$$;
select begin_change_watch();

-- Takes lines away that are older than so many milliseconds, by the clock that wrote them. Who looked last before that starts anew.
create function forget_changes(older_ms int8) returns int language plpgsql as $$
declare upto xid8; gone int;
begin
  select max(xid) into upto from near_changes where at < now() - older_ms * interval '1 millisecond';
  if upto is null then return 0; end if;
  update change_watch set floor = greatest(floor, upto);
  delete from near_changes where xid <= upto;
  get diagnostics gone = row_count;
  return gone;
end $$;
