-- Which replies a conversation waits for. By the status alone every question looked at every reply of the server that was
-- being written.

drop index messages_generating;
create index messages_generating on messages (conversation_id) where status = 'generating';
