-- What answers cost that are in no conversation: those of programs that only pass through.

create table completions (
    id                 text    primary key,
    user_id            text    not null references users (id) on delete cascade,
    model              text    not null,
    prompt_tokens      integer not null,
    completion_tokens  integer not null,
    usage_is_estimated integer not null,       -- its provider told no usage
    created_at         integer not null
) strict;

create index completions_by_user on completions (user_id, created_at);
