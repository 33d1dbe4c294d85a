-- How many bytes each account has stored. Triggers keep the sum, so that whatever writes is counted and held to the limit,
-- by whichever way it came; what models write is counted alone: an answer that was begun is stored to its end.
-- A row counts its texts and 512 bytes beside them: many empty ones cost as well.

create table account_usage (
    user_id          text    primary key references users (id) on delete cascade,
    bytes            integer not null default 0,
    written          integer not null default 0,   -- changes whenever a model has written: then there is no limit
    idempotency_keys integer not null default 0
) strict, without rowid;

create table account_limit (
    id        integer primary key check (id = 1),
    bytes_max integer not null                     -- of each account; the server sets it when it starts
) strict;
insert into account_limit values (1, 9223372036854775807);

create trigger usage_new after insert on users begin
    insert into account_usage (user_id) values (new.id);
end;

-- src/error.rs knows these messages.
create trigger usage_full before update of bytes on account_usage
when new.bytes > old.bytes and new.written = old.written and new.bytes > (select bytes_max from account_limit)
begin
    select raise(abort, 'the account is full');
end;
create trigger usage_keys_full before update of idempotency_keys on account_usage
when new.idempotency_keys > old.idempotency_keys and new.idempotency_keys > 10000
begin
    select raise(abort, 'the account has too many idempotency keys');
end;

-- Conversations and messages. When a conversation goes its row is gone before its messages are.
create trigger usage_conversation_new after insert on conversations begin
    update account_usage set bytes = bytes + 512 + octet_length(new.system_prompt) where user_id = new.user_id;
end;
create trigger usage_conversation_changed after update of system_prompt on conversations
when new.system_prompt <> old.system_prompt begin
    update account_usage set bytes = bytes + octet_length(new.system_prompt) - octet_length(old.system_prompt)
    where user_id = new.user_id;
end;
create trigger usage_conversation_gone before delete on conversations begin
    update account_usage set bytes = bytes - 512 - octet_length(old.system_prompt) - coalesce(
        (select sum(512 + octet_length(content)) from messages where conversation_id = old.id), 0)
    where user_id = old.user_id;
end;
create trigger usage_message_new after insert on messages begin
    update account_usage set bytes = bytes + 512 + octet_length(new.content)
    where user_id = (select user_id from conversations where id = new.conversation_id);
end;
create trigger usage_message_changed after update of content on messages
when octet_length(new.content) <> octet_length(old.content) begin
    update account_usage
    set bytes = bytes + octet_length(new.content) - octet_length(old.content), written = written + 1
    where user_id = (select user_id from conversations where id = new.conversation_id);
end;
create trigger usage_message_gone before delete on messages begin
    update account_usage set bytes = bytes - 512 - octet_length(old.content)
    where user_id = (select user_id from conversations where id = old.conversation_id);
end;

-- Documents and their versions.
create trigger usage_document_new after insert on documents begin
    update account_usage set bytes = bytes + 512 + octet_length(new.brief) + octet_length(new.content)
    where user_id = new.user_id;
end;
create trigger usage_document_changed after update of content on documents
when octet_length(new.content) <> octet_length(old.content) begin
    update account_usage
    set bytes = bytes + octet_length(new.content) - octet_length(old.content),
        written = written + (old.status = 'generating')
    where user_id = new.user_id;
end;
create trigger usage_document_gone before delete on documents begin
    update account_usage set bytes = bytes - 512 - octet_length(old.brief) - octet_length(old.content) - coalesce(
        (select sum(512 + octet_length(content)) from document_versions where document_id = old.id), 0)
    where user_id = old.user_id;
end;
create trigger usage_version_new after insert on document_versions begin
    update account_usage
    set bytes = bytes + 512 + octet_length(new.content), written = written + (new.source = 'draft')
    where user_id = (select user_id from documents where id = new.document_id);
end;
create trigger usage_version_gone before delete on document_versions begin
    update account_usage set bytes = bytes - 512 - octet_length(old.content)
    where user_id = (select user_id from documents where id = old.document_id);
end;
create trigger usage_format_new after insert on document_formats begin
    update account_usage set bytes = bytes + 512 + octet_length(new.definition) where user_id = new.user_id;
end;
create trigger usage_format_gone before delete on document_formats begin
    update account_usage set bytes = bytes - 512 - octet_length(old.definition) where user_id = old.user_id;
end;

-- Code. What a model has made of a file is not larger than what may be given to it.
create trigger usage_fix_new after insert on code_fixes begin
    update account_usage set bytes = bytes + 512 + octet_length(new.instruction) + octet_length(new.answer)
    where user_id = new.user_id;
end;
create trigger usage_fix_changed after update of answer on code_fixes
when octet_length(new.answer) <> octet_length(old.answer) begin
    update account_usage
    set bytes = bytes + octet_length(new.answer) - octet_length(old.answer), written = written + 1
    where user_id = new.user_id;
end;
create trigger usage_fix_gone before delete on code_fixes begin
    update account_usage set bytes = bytes - 512 - octet_length(old.instruction) - octet_length(old.answer) - coalesce(
        (select sum(512 + octet_length(original) + octet_length(proposed)) from code_files where fix_id = old.id), 0)
    where user_id = old.user_id;
end;
create trigger usage_file_new after insert on code_files begin
    update account_usage
    set bytes = bytes + 512 + octet_length(new.original) + octet_length(new.proposed), written = written + new.is_new
    where user_id = (select user_id from code_fixes where id = new.fix_id);
end;
create trigger usage_file_changed after update of proposed on code_files
when octet_length(new.proposed) <> octet_length(old.proposed) begin
    update account_usage
    set bytes = bytes + octet_length(new.proposed) - octet_length(old.proposed), written = written + 1
    where user_id = (select user_id from code_fixes where id = new.fix_id);
end;
create trigger usage_file_gone before delete on code_files begin
    update account_usage set bytes = bytes - 512 - octet_length(old.original) - octet_length(old.proposed)
    where user_id = (select user_id from code_fixes where id = old.fix_id);
end;

-- Prompts, personas, shares, attachments, imports.
create trigger usage_prompt_new after insert on prompts begin
    update account_usage set bytes = bytes + 512 + octet_length(new.body) where user_id = new.user_id;
end;
create trigger usage_prompt_changed after update of body on prompts
when octet_length(new.body) <> octet_length(old.body) begin
    update account_usage set bytes = bytes + octet_length(new.body) - octet_length(old.body)
    where user_id = new.user_id;
end;
create trigger usage_prompt_gone before delete on prompts begin
    update account_usage set bytes = bytes - 512 - octet_length(old.body) where user_id = old.user_id;
end;
create trigger usage_persona_new after insert on personas begin
    update account_usage set bytes = bytes + 512 + octet_length(new.system_prompt) where user_id = new.user_id;
end;
create trigger usage_persona_changed after update of system_prompt on personas
when octet_length(new.system_prompt) <> octet_length(old.system_prompt) begin
    update account_usage set bytes = bytes + octet_length(new.system_prompt) - octet_length(old.system_prompt)
    where user_id = new.user_id;
end;
create trigger usage_persona_gone before delete on personas begin
    update account_usage set bytes = bytes - 512 - octet_length(old.system_prompt) where user_id = old.user_id;
end;
create trigger usage_share_new after insert on shares begin
    update account_usage set bytes = bytes + 512 + octet_length(new.content) where user_id = new.user_id;
end;
create trigger usage_share_gone before delete on shares begin
    update account_usage set bytes = bytes - 512 - octet_length(old.content) where user_id = old.user_id;
end;
create trigger usage_attachment_new after insert on attachment_contents begin
    update account_usage set bytes = bytes + new.byte_length where user_id = new.user_id;
end;
create trigger usage_attachment_gone before delete on attachment_contents begin
    update account_usage set bytes = bytes - old.byte_length where user_id = old.user_id;
end;
create trigger usage_import_new after insert on imports begin
    update account_usage set bytes = bytes + 512 where user_id = new.user_id;
end;
create trigger usage_imported_new after insert on imported begin
    update account_usage set bytes = bytes + 512 where user_id = new.user_id;
end;
create trigger usage_imported_gone before delete on imported begin
    update account_usage set bytes = bytes - 512 where user_id = old.user_id;
end;
create trigger usage_key_new after insert on idempotency_keys begin
    update account_usage set idempotency_keys = idempotency_keys + 1 where user_id = new.user_id;
end;
create trigger usage_key_gone before delete on idempotency_keys begin
    update account_usage set idempotency_keys = idempotency_keys - 1 where user_id = old.user_id;
end;

-- What is there already.
insert into account_usage (user_id, bytes, idempotency_keys)
select id,
    (select coalesce(sum(512 + octet_length(system_prompt)), 0) from conversations where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(messages.content)), 0)
       from conversations join messages on messages.conversation_id = conversations.id where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(brief) + octet_length(content)), 0) from documents where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(document_versions.content)), 0)
       from documents join document_versions on document_id = documents.id where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(definition)), 0) from document_formats where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(instruction) + octet_length(answer)), 0)
       from code_fixes where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(original) + octet_length(proposed)), 0)
       from code_fixes join code_files on fix_id = code_fixes.id where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(body)), 0) from prompts where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(system_prompt)), 0) from personas where user_id = users.id)
    + (select coalesce(sum(512 + octet_length(content)), 0) from shares where user_id = users.id)
    + (select coalesce(sum(byte_length), 0) from attachment_contents where user_id = users.id)
    + 512 * (select count(*) from imports where user_id = users.id)
    + 512 * (select count(*) from imported where user_id = users.id),
    (select count(*) from idempotency_keys where user_id = users.id)
from users;
