-- Programs log in too: a session of theirs is held by a refresh token, which is replaced at each use. Its hash is
-- token_hash; one that is used again ends the session.
alter table sessions add column kind text not null default 'browser' check (kind in ('browser', 'program'));

-- Keys that people make for their programs. The hash is SHA-256 of the key, hex; the start is shown so that a person
-- knows which is which.
create table api_keys (
    id           text primary key,
    user_id      text not null references users (id) on delete cascade,
    name         text not null,
    key_hash     text not null unique,
    start        text not null,
    is_read_only integer not null check (is_read_only in (0, 1)),
    created_at   integer not null,
    expires_at   integer,
    last_used_at integer
) strict;

create index api_keys_by_user on api_keys (user_id, created_at);
