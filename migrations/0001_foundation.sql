-- Accounts, sessions, conversations and messages. Ids are UUIDv7 text, times Unix milliseconds.

create table users (
    id            text primary key,
    username      text not null,              -- as the person wrote it
    username_key  text not null unique,       -- NFKC, lower case: unique without case
    email         text unique,
    password_hash text not null,              -- argon2id, PHC string
    suspended_at  integer,
    created_at    integer not null
) strict;

create table sessions (
    id           text primary key,
    user_id      text not null references users (id) on delete cascade,
    token_hash   text not null unique,        -- SHA-256 of the cookie's value, hex
    user_agent   text not null,
    created_at   integer not null,
    last_seen_at integer not null
) strict;

create index sessions_by_user on sessions (user_id, last_seen_at);

create table conversations (
    id           text primary key,
    user_id      text not null references users (id) on delete cascade,
    title        text not null,
    title_source text not null check (title_source in ('question', 'model', 'person')),
    model        text not null,
    head_id      text,                        -- the newest message of the branch that is shown
    created_at   integer not null,
    updated_at   integer not null
) strict;

create index conversations_by_user on conversations (user_id, updated_at, id);

create table messages (
    id                text primary key,
    conversation_id   text not null references conversations (id) on delete cascade,
    parent_id         text references messages (id) on delete cascade,
    role              text not null check (role in ('user', 'assistant')),
    content           text not null,
    status            text not null check (status in ('complete', 'generating', 'stopped', 'interrupted', 'failed')),
    fault             text,                   -- why it failed, a code
    model             text,                   -- who wrote it; null for a person
    prompt_tokens     integer,
    completion_tokens integer,
    created_at        integer not null,
    finished_at       integer
) strict;

create index messages_by_conversation on messages (conversation_id, id);
create index messages_by_parent on messages (parent_id);
create index messages_generating on messages (status) where status = 'generating';
