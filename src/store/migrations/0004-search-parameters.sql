-- Search parameters that were added as SearchParameter resources while the server ran, and how far their index has come.

create table search_parameters (
  id text collate "C" not null,            -- of the SearchParameter resource
  generation int4 not null,                -- the version its definition came with; rows of the index belong to it
  version int4 not null,                   -- the newest version that was looked at
  state text not null check (state in ('indexing', 'ready', 'refused', 'removing', 'gone')),
  url text,
  code text,
  definition text,                         -- what is used of it, as JSON
  reason text,                             -- why it was refused
  since timestamptz not null default now(),
  at int8 not null default 0,              -- number of the last resource that was indexed
  done int8 not null default 0,
  primary key (id, generation)
);
