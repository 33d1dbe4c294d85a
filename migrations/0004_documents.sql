-- Documents, what they were before, and what a model is adding to them.

create table documents (
    id           text primary key,
    user_id      text not null references users (id) on delete cascade,
    title        text not null,
    format       text not null,                -- the id of a format; one that is gone counts as free form
    language     text not null check (language in ('ko', 'en')),
    brief        text not null,                -- what the draft is written from: answers and notes, as a text
    content      text not null,                -- Markdown
    revision     integer not null,             -- grows with every change of the content: what an edit is based on
    status       text not null check (status in ('complete', 'generating', 'stopped', 'interrupted', 'failed')),
    fault        text,                         -- why its draft failed, a code
    model        text,                         -- who writes or wrote its draft
    created_at   integer not null,
    updated_at   integer not null,
    deleted_at   integer
) strict;

create index documents_by_user on documents (user_id, updated_at, id) where deleted_at is null;
create index documents_deleted on documents (deleted_at) where deleted_at is not null;
create index documents_generating on documents (id) where status = 'generating';

-- What a draft has grown by since it was begun; joined to the content when it ends.
create table draft_parts (
    document_id text    not null references documents (id) on delete cascade,
    number      integer not null,
    text        text    not null,
    primary key (document_id, number)
) strict, without rowid;

create table document_versions (
    id          text primary key,
    document_id text not null references documents (id) on delete cascade,
    revision    integer not null,              -- of the document when it had this content
    source      text not null check (source in ('autosave', 'manual', 'draft', 'restore', 'import')),
    model       text,                          -- who wrote it; null for a person
    name        text,                          -- what a person called it
    content     text not null,
    created_at  integer not null
) strict;

create index document_versions_by_document on document_versions (document_id, id);
