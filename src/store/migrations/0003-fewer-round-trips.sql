-- The rows of a case come out of the function too. Joined outside of it, the planner takes a function for 1,000 rows and
-- reads all of records while that is small: 7 ms at 8,000 resources, where walking the indexes takes 0.3 ms.
drop function records_near(int8[], int2);

-- What stands next to resources (by hash of type/id): themselves, what points at them, and what points at related persons
-- among those; of these types, or of all when `types` is null. A function, so that its plan is kept: planning this join
-- costs more than running it (measured 1.3 ms against 0.4 ms). The plan must never come from tables that were empty when
-- it was made, hence no scans and no hash joins.
create function records_near(keys int8[], related_person int2, types int2[]) returns setof records language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  return query
  with near as (
    select x.res from unnest(keys) as t (target) join idx_ref x on x.target = t.target
    union
    select o.res from unnest(keys) as t (target) join records o on o.idh = t.target),
  found as (
    select n.res from near n
    union
    select x.res from near n join records p on p.res = n.res and p.type = related_person join idx_ref x on x.target = p.idh)
  select r.* from found f join records r on r.res = f.res
  where not r.deleted and (types is null or r.type = any (types));
end $$;

-- The first delivery of a line, when it waits to be sent; null when it is being sent or awaits its receipt. Volatile, so
-- that it looks with a snapshot of its own: younger than the hold on the row whose statement asks (settle.ts).
create function first_waiting(line text) returns text language plpgsql volatile as $$
declare found record;
begin
  select d.id, d.state into found from deliveries d where d.standing and d.lane = line order by d.seq limit 1;
  return case when found.state in ('queued', 'retrying') then found.id end;
end $$;

-- Locks the case of an event until the transaction ends and gives its oldest accepted event. Two statements in one round
-- trip: the second has a snapshot of its own, younger than the lock.
create function oldest_of_case(event text) returns setof events language plpgsql volatile as $$
declare held text;
begin
  select e.case_ref into held from events e where e.id = event;
  if held is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('case ' || held, 0));
  return query select e.* from events e where e.status = 'accepted' and e.case_ref = held order by e.seq limit 1;
end $$;
