-- What people show to whoever has the link: a copy of what they saw, made when the link was, with nothing else of theirs in
-- it. The hash is SHA-256 of the link's token, hex.
create table shares (
    id         text primary key,
    user_id    text not null references users (id) on delete cascade,
    token_hash text not null unique,
    kind       text not null check (kind in ('conversation', 'document')),
    source_id  text not null,             -- what it is a copy of, for its owner's list; may be gone
    title      text not null,
    content    text not null,             -- what is shown, as JSON
    created_at integer not null,
    expires_at integer                    -- null: it ends when its owner says so
) strict;

create index shares_by_user on shares (user_id, created_at, id);
create index shares_ending on shares (expires_at) where expires_at is not null;
