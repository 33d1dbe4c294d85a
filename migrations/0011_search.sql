-- Search: an index of every word that was said or written. Its words are made by src/search/words.rs, so a change of a text
-- only notes here, in its own transaction, that its entry is stale; the entry is made anew before that transaction ends
-- (src/write_queue.rs) or, for what is written elsewhere, before the next search.

create virtual table search_index using fts5 (
    scope,      -- whose it is, what it is, where it was said, by whom
    syllables,  -- each syllable of Korean, Chinese and Japanese once: what is searched for by one syllable
    text,       -- words; of syllables each pair of neighbours
    content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '3'
);

create table search_entries (
    key  integer primary key,   -- the row in search_index; grows with time: Unix milliseconds * 2^20 and a number
    kind text not null check (kind in ('conversation', 'message', 'document')),
    id   text not null,
    unique (kind, id)
) strict;

create table search_stale (
    kind text not null,
    id   text not null,
    primary key (kind, id)
) strict, without rowid;

create trigger search_conversation_new after insert on conversations begin
    insert or ignore into search_stale values ('conversation', new.id);
end;
create trigger search_conversation_changed after update of title on conversations when new.title <> old.title begin
    insert or ignore into search_stale values ('conversation', new.id);
end;
create trigger search_conversation_gone after delete on conversations begin
    insert or ignore into search_stale values ('conversation', old.id);
end;

create trigger search_message_new after insert on messages when new.status <> 'generating' begin
    insert or ignore into search_stale values ('message', new.id);
end;
-- A reply is indexed when it is whole.
create trigger search_message_changed after update of content, status, deleted_at on messages
when new.status <> 'generating'
    and (new.content <> old.content or new.status <> old.status or new.deleted_at is not old.deleted_at) begin
    insert or ignore into search_stale values ('message', new.id);
end;
create trigger search_message_gone after delete on messages begin
    insert or ignore into search_stale values ('message', old.id);
end;

create trigger search_document_new after insert on documents when new.status <> 'generating' begin
    insert or ignore into search_stale values ('document', new.id);
end;
create trigger search_document_changed after update of title, content, status, deleted_at on documents
when new.status <> 'generating'
    and (new.content <> old.content or new.title <> old.title or new.status <> old.status
        or new.deleted_at is not old.deleted_at) begin
    insert or ignore into search_stale values ('document', new.id);
end;
create trigger search_document_gone after delete on documents begin
    insert or ignore into search_stale values ('document', old.id);
end;

-- What is there already; the server indexes it when it starts.
insert into search_stale select 'conversation', id from conversations;
insert into search_stale select 'message', id from messages where status <> 'generating' and deleted_at is null;
insert into search_stale select 'document', id from documents where status <> 'generating' and deleted_at is null;
