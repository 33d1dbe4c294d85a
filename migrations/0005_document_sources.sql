-- Where documents come from, the kinds of documents that people made, and what a version may be.

alter table documents add column origin text;  -- the page that it was made from, a path of this site

create table document_formats (
    id          text primary key,
    user_id     text not null references users (id) on delete cascade,
    definition  text not null,                 -- a format as JSON
    created_at  integer not null
) strict;

create index document_formats_by_user on document_formats (user_id, created_at);

-- SQLite cannot change a check: the table is made anew.
create table document_versions_new (
    id          text primary key,
    document_id text not null references documents (id) on delete cascade,
    revision    integer not null,              -- of the document when it had this content
    source      text not null check (source in ('autosave', 'manual', 'draft', 'accept', 'restore', 'import', 'copy')),
    model       text,                          -- who wrote it, or proposed what a person accepted; null for a person
    name        text,                          -- what a person called it
    content     text not null,
    created_at  integer not null
) strict;

insert into document_versions_new (id, document_id, revision, source, model, name, content, created_at)
select id, document_id, revision, source, model, name, content, created_at from document_versions;

drop table document_versions;
alter table document_versions_new rename to document_versions;
create index document_versions_by_document on document_versions (document_id, id);
