-- Pictures and texts that go with questions. Times are Unix milliseconds.

-- What is in them, in a table of its own: whoever lists attachments does not read them.
create table attachment_contents (
    id          text primary key,
    user_id     text    not null references users (id) on delete cascade,
    byte_length integer not null,             -- of both
    content     blob    not null,             -- as it was made of what came: a picture is smaller, a text is UTF-8
    small       blob                          -- of a picture, for the page; null: it is small itself
) strict;

create index attachment_contents_by_user on attachment_contents (user_id, byte_length);

create table attachments (
    id          text    primary key,
    user_id     text    not null references users (id) on delete cascade,
    message_id  text    references messages (id) on delete cascade,   -- null until it is sent
    content_id  text    not null references attachment_contents (id) on delete cascade,
    position    integer not null default 0,   -- among those of the message
    name        text    not null,
    kind        text    not null check (kind in ('image', 'text')),
    media_type  text    not null,
    byte_length integer not null,             -- of the content
    width       integer,                      -- of a picture, in pixels
    height      integer,
    created_at  integer not null
) strict;

create index attachments_by_message on attachments (message_id, position) where message_id is not null;
create index attachments_unsent on attachments (created_at) where message_id is null;
create index attachments_by_content on attachments (content_id);
create index attachments_by_user on attachments (user_id);

-- Another wording of a question has the same contents: they go with the last that has them.
create trigger attachment_contents_unused after delete on attachments
when not exists (select 1 from attachments where content_id = old.content_id)
begin
    delete from attachment_contents where id = old.content_id;
end;
