-- What answers cost stays counted when they are deleted: it goes to what those cost that are in no conversation.

create trigger conversations_keep_usage before delete on conversations
begin
    -- When an account is deleted its row is gone by now: then there is nobody to count for.
    insert into completions (id, user_id, model, prompt_tokens, completion_tokens, usage_is_estimated, created_at)
    select messages.id, users.id, messages.model, messages.prompt_tokens, coalesce(messages.completion_tokens, 0),
        messages.usage_is_estimated, messages.created_at
    from messages join users on users.id = old.user_id
    where messages.conversation_id = old.id and messages.model is not null and messages.prompt_tokens is not null;
end;

create trigger messages_keep_usage before delete on messages
when old.model is not null and old.prompt_tokens is not null
begin
    -- When its conversation is deleted that row is gone by now: then it has been counted already.
    insert into completions (id, user_id, model, prompt_tokens, completion_tokens, usage_is_estimated, created_at)
    select old.id, users.id, old.model, old.prompt_tokens, coalesce(old.completion_tokens, 0), old.usage_is_estimated,
        old.created_at
    from conversations join users on users.id = conversations.user_id
    where conversations.id = old.conversation_id;
end;

-- Whether a reply ends where its length limit cut it: a program that is given it again is told so again.
alter table messages add column is_limit_reached integer not null default 0;
