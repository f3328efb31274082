-- What is kept of what happened? Journal, timers, outbox, messages, audit, pauses. Ids and codes; content lies in records.
-- Names are unqualified: the connection's search_path decides the schema.

-- ---------------------------------------------------------------- events
create table events (
  seq bigint generated always as identity,
  id text collate "C" primary key,
  code text not null,
  subject text not null,
  case_ref text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  source text not null,
  correlation text not null,
  triggers jsonb not null,
  status text not null check (status in ('accepted', 'processed', 'failed')),
  trail jsonb not null,
  tries int not null default 0,
  next_at timestamptz not null
) with (fillfactor = 80);
create unique index events_seq on events (seq);
create index events_case on events (case_ref, seq);
create index events_open_case on events (case_ref, seq) where status = 'accepted';
create index events_open_due on events (next_at) where status = 'accepted';

create table unknown_counts (
  day date not null,
  code text not null,
  count bigint not null,
  primary key (day, code)
) with (fillfactor = 50);

-- ---------------------------------------------------------------- deliveries
-- HOT: `state`, `lease_until` and `attempts` stand in no index, so taking a delivery for an attempt touches its row only.
-- `standing` (the state holds its line), `ended_state` and `next_at` change when it ends or is tried again, not when it
-- is taken. An index that names `state`, even a partial one that leaves standing rows out, would undo that.
create table deliveries (
  seq bigint generated always as identity,
  id text collate "C" primary key,
  event_id text collate "C" not null,
  action text not null,
  recipient text not null,
  role text not null,
  subject text not null,
  case_ref text not null,
  persons jsonb not null,
  lane text not null,
  content jsonb not null,
  claimed_basis text not null,
  evaluate_only boolean not null,
  task text,
  not_before timestamptz not null,
  planned_at timestamptz not null,
  state text not null check (state in ('planned', 'withheld', 'queued', 'sending', 'awaiting', 'retrying',
    'confirmed', 'refused', 'failed', 'overdue', 'cancelled')),
  standing boolean not null,
  ended_state text generated always as (case when standing then null else state end) stored,
  effect text not null check (effect in ('permit', 'narrow', 'deny')),
  rule text not null,
  basis text not null,
  reason text,
  attempts int not null default 0,
  next_at timestamptz,
  lease_until timestamptz,
  first_attempt_at timestamptz,
  updated_at timestamptz not null
) with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02);
create unique index deliveries_seq on deliveries (seq);
create index deliveries_event on deliveries (event_id);
create index deliveries_case on deliveries (case_ref, seq);
create index deliveries_lane on deliveries (lane, seq) where standing;
create index deliveries_next on deliveries (next_at) where standing;
create index deliveries_ended on deliveries (recipient, ended_state, planned_at) where ended_state is not null;

-- Which deliveries carry a resource? Beside the delivery, not in a GIN index on it: every retry would index it again.
create table delivery_contents (
  reference text collate "C" not null,
  delivery_seq bigint not null,
  primary key (reference, delivery_seq)
);

create table attempts (
  delivery_id text collate "C" not null,
  n int not null,
  started_at timestamptz not null,
  ms int not null,
  result text not null,
  code text,
  status int,
  outcome text,
  bytes_hash text not null,
  primary key (delivery_id, n)
);

create table findings (
  seq bigint generated always as identity,
  id text collate "C" primary key,
  code text not null,
  mover text not null,
  facts jsonb not null,
  event_id text collate "C",
  delivery_id text collate "C",
  at timestamptz not null,
  closed_at timestamptz
);
create unique index findings_seq on findings (seq);
create index findings_open on findings (seq) where closed_at is null;
create index findings_event on findings (event_id) where event_id is not null;

-- ---------------------------------------------------------------- timers
create table timers (
  seq bigint generated always as identity,
  id text collate "C" primary key,
  code text not null,
  action text not null,
  subject text not null,
  case_ref text not null,
  event_id text collate "C" not null,
  due timestamptz,
  late boolean not null,
  cancel_on text[] not null,
  state text not null check (state in ('open', 'met', 'breached', 'cancelled')),
  ended_at timestamptz
) with (fillfactor = 90);
create unique index timers_seq on timers (seq);
create index timers_due on timers (due) where state = 'open' and due is not null;
create index timers_open_case on timers (case_ref) where state = 'open';
create index timers_case on timers (case_ref, seq);
create index timers_event on timers (event_id);

-- ---------------------------------------------------------------- outbox
-- Rows live for milliseconds: vacuum by count, not by share, and without pauses.
create table outbox (
  id bigint generated always as identity primary key,
  queue text not null,
  wakes text not null,
  job_id text not null,
  not_before timestamptz
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

-- ---------------------------------------------------------------- messages
create table messages (
  sender text not null,
  header_id text not null,
  bundle_id text not null,
  status int not null,
  response text not null,
  at timestamptz not null,
  primary key (sender, header_id, bundle_id)
);
create index messages_bundle on messages (sender, bundle_id);
create index messages_at on messages using brin (at);

-- ---------------------------------------------------------------- audit
create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  action text not null,
  caller text not null,
  recipient text,
  subject text,
  classes text[],
  effect text,
  rule text,
  basis text,
  law_version text,
  evidence text[],
  event_id text,
  delivery_id text,
  detail text
);
create index audit_at on audit using brin (at);
create index audit_subject on audit (subject, seq) where subject is not null;
create index audit_delivery on audit (delivery_id, seq) where delivery_id is not null;
create function audit_is_append_only() returns trigger language plpgsql as
  $$ begin raise exception 'audit is append-only'; end $$;
create trigger audit_append_only before update or delete or truncate on audit
  for each statement execute function audit_is_append_only();

-- ---------------------------------------------------------------- pauses
create table pauses (
  recipient text primary key,
  reason text not null,
  by text not null,
  at timestamptz not null
);
