-- What people bring with them from elsewhere: the jobs that read it, and what came of each thing, so that nothing comes twice.

create table imports (
    id            text primary key,
    user_id       text not null references users (id) on delete cascade,
    state         text not null check (state in ('running', 'done', 'failed')),
    trouble       text,                        -- why it failed, a code
    conversations integer not null default 0,
    messages      integer not null default 0,
    documents     integer not null default 0,
    known         integer not null default 0,  -- things that were there already
    losses        text not null default '{}',  -- what was left out: how often, by a code, as JSON
    created_at    integer not null,
    finished_at   integer
) strict;

create index imports_by_user on imports (user_id, id);
create index imports_running on imports (state) where state = 'running';

create table imported (
    user_id   text not null references users (id) on delete cascade,
    source    text not null,                   -- the program that it comes from
    source_id text not null,                   -- what it is called there
    kind      text not null check (kind in ('conversation', 'document', 'format')),
    target_id text not null,                   -- what it is called here; may be gone
    primary key (user_id, source, source_id)
) strict, without rowid;
