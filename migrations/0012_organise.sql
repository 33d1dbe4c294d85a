-- Conversations in order: pinned, archived, in folders, with tags, in the trash. Times are Unix milliseconds.

alter table conversations add column pinned_at integer;
alter table conversations add column archived_at integer;
alter table conversations add column deleted_at integer;      -- in the trash since then
alter table conversations add column folder text check (length(folder) between 1 and 60);

-- What lists are sorted by: pinned ones stand before all others as if they were of the far future.
alter table conversations add column sorted_at integer
    generated always as (updated_at + iif(pinned_at is null, 0, 1000000000000000)) virtual;

create table conversation_tags (
    conversation_id text not null references conversations (id) on delete cascade,
    tag             text not null check (length(tag) between 1 and 30),
    primary key (conversation_id, tag)
) strict, without rowid;

create index conversation_tags_by_tag on conversation_tags (tag, conversation_id);

-- One for each list: a page of it is read in its order. What all lists had before would only be written for nothing.
drop index conversations_by_user;
create index conversations_by_user on conversations (user_id);
create index conversations_active on conversations (user_id, sorted_at, id)
    where archived_at is null and deleted_at is null;
create index conversations_archived on conversations (user_id, sorted_at, id)
    where archived_at is not null and deleted_at is null;
create index conversations_in_folder on conversations (user_id, folder, sorted_at, id)
    where folder is not null and deleted_at is null;
create index conversations_pinned on conversations (user_id, updated_at) where pinned_at is not null;
create index conversations_deleted on conversations (user_id, deleted_at, id) where deleted_at is not null;

-- What is in the trash is there for nobody but the trash itself.
create view live_conversations as select * from conversations where deleted_at is null;
