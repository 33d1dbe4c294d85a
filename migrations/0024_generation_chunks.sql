-- What models are writing, whoever the text is for: one log instead of a table for each kind of owner. A generation has rows
-- only while it runs; when it ends, its owner's row takes the whole, and at start nothing runs.

create table generation_chunks (
    generation_id text    not null,     -- the id of the message, the document or the code fix
    number        integer not null,     -- from 1
    text          text    not null,
    primary key (generation_id, number)
) strict, without rowid;

insert into generation_chunks (generation_id, number, text)
select message_id, number, text from reply_parts
union all select document_id, number, text from draft_parts
union all select fix_id, number, text from code_answer_parts;

drop table reply_parts;
drop table draft_parts;
drop table code_answer_parts;
