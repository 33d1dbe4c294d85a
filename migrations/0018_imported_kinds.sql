-- Prompts, personas and mended code come with the rest. A check cannot be widened in place: the table is made anew.

create table imported_of_all_kinds (
    user_id   text not null references users (id) on delete cascade,
    source    text not null,                   -- the program that it comes from
    source_id text not null,                   -- what it is called there
    kind      text not null check (kind in ('conversation', 'document', 'format', 'prompt', 'persona', 'code_fix')),
    target_id text not null,                   -- what it is called here; may be gone
    primary key (user_id, source, source_id)
) strict, without rowid;

insert into imported_of_all_kinds (user_id, source, source_id, kind, target_id)
    select user_id, source, source_id, kind, target_id from imported;
drop table imported;
alter table imported_of_all_kinds rename to imported;

alter table imports add column prompts integer not null default 0;
alter table imports add column personas integer not null default 0;
alter table imports add column code_fixes integer not null default 0;
