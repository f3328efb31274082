-- The oldest accepted event of a case, as before (0003), but without waiting for the case when nothing of it is left to
-- plan: the events of one bundle have a wake-up each, and the first of them plans them all. An event that is accepted after
-- this look has a wake-up of its own.
create or replace function oldest_of_case(event text) returns setof events language plpgsql volatile as $$
declare held text;
begin
  select e.case_ref into held from events e where e.id = event;
  if held is null or not exists (select from events e where e.status = 'accepted' and e.case_ref = held) then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('case ' || held, 0));
  return query select e.* from events e where e.status = 'accepted' and e.case_ref = held order by e.seq limit 1;
end $$;
