-- Refresh tokens that were replaced by their successors: one of them that is used again ends its session. One that is
-- neither here nor the session's own never was ours and ends nothing: the id in it is no secret.

create table used_refresh_tokens (
    token_hash text    primary key,
    session_id text    not null references sessions (id) on delete cascade,
    used_at    integer not null
) strict;

create index used_refresh_tokens_by_session on used_refresh_tokens (session_id, used_at);
