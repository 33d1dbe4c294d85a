-- Code that people have had mended: what they gave, what a model answered, what became of it. Times are Unix milliseconds.

create table code_fixes (
    id          text primary key,
    user_id     text not null references users (id) on delete cascade,
    title       text not null,
    instruction text not null,              -- what is wrong, or the error; may be empty
    language    text not null check (language in ('ko', 'en')),
    model       text not null,              -- who mends it
    status      text not null check (status in ('complete', 'generating', 'stopped', 'interrupted', 'failed')),
    fault       text,                       -- why it failed, a code
    answer      text not null,              -- what the model wrote; U+001E stands before what it wrote when it was asked again
    created_at  integer not null,
    updated_at  integer not null
) strict;

create index code_fixes_by_user on code_fixes (user_id, created_at, id);
create index code_fixes_generating on code_fixes (id) where status = 'generating';

-- What the answer has grown by; joined to it when it ends.
create table code_answer_parts (
    fix_id text    not null references code_fixes (id) on delete cascade,
    number integer not null,
    text   text    not null,
    primary key (fix_id, number)
) strict, without rowid;

create table code_files (
    id       text primary key,
    fix_id   text    not null references code_fixes (id) on delete cascade,
    number   integer not null,
    path     text    not null,
    is_new   integer not null,              -- whether the model has added it
    original text    not null,
    proposed text    not null,              -- with every edit of the model that could be made
    unique (fix_id, path)
) strict;

create index code_files_by_fix on code_files (fix_id, number);

-- Where the two differ, in lines that count from 0, and whether the person takes it.
create table code_hunks (
    fix_id      text    not null references code_fixes (id) on delete cascade,
    number      integer not null,
    file_id     text    not null references code_files (id) on delete cascade,
    old_start   integer not null,
    old_end     integer not null,
    new_start   integer not null,
    new_end     integer not null,
    is_accepted integer not null,
    primary key (fix_id, number)
) strict, without rowid;

create index code_hunks_by_file on code_hunks (file_id);

-- Edits of the model that were not made.
create table code_refusals (
    fix_id  text    not null references code_fixes (id) on delete cascade,
    number  integer not null,
    attempt integer not null,               -- 1, or 2 when it was asked again
    path    text    not null,
    reason  text    not null,
    search  text    not null,
    primary key (fix_id, number)
) strict, without rowid;
