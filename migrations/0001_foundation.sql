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
    head_id      text,                        -- the last message of the branch that is shown
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
    finished_at       integer,
    deleted_at        integer                 -- the same for all that were deleted together
) strict;

-- Messages with the same parent are siblings: other answers to one question, other wordings of one question.
create index messages_by_parent on messages (conversation_id, parent_id, id);
create index messages_deleted on messages (deleted_at) where deleted_at is not null;
create index messages_generating on messages (status) where status = 'generating';

-- What a reply has grown by since it was begun. Joined to its content when it ends: growing the content itself would
-- write the whole text again each time.
create table reply_parts (
    message_id text    not null references messages (id) on delete cascade,
    number     integer not null,
    text       text    not null,
    primary key (message_id, number)
) strict, without rowid;
