-- What a person asks again and again, and whom they like to ask. Times are Unix milliseconds.

create table prompts (
    id         text primary key,
    user_id    text not null references users (id) on delete cascade,
    name       text not null check (length(name) between 1 and 200),
    command    text not null check (length(command) between 1 and 32),  -- what is typed after `/`, in lower case
    body       text not null,                                           -- with `{{variables}}`
    created_at integer not null,
    updated_at integer not null,
    unique (user_id, command)
) strict;

create index prompts_by_user on prompts (user_id, created_at, id);

-- How a conversation is begun: the columns are those of conversations.
create table personas (
    id            text primary key,
    user_id       text not null references users (id) on delete cascade,
    name          text not null check (length(name) between 1 and 200),
    system_prompt text not null,
    model         text,                    -- null: the server's default
    temperature   real,
    max_tokens    integer,
    created_at    integer not null,
    updated_at    integer not null
) strict;

create index personas_by_user on personas (user_id, created_at, id);
