-- What a conversation tells its model, and what of a conversation a reply was written from.

alter table conversations add column system_prompt text not null default '';  -- empty: Supbot's own
alter table conversations add column temperature real;                        -- null: the model's own
alter table conversations add column max_tokens integer;                      -- of an answer; null: the model's own

alter table messages add column usage_is_estimated integer not null default 0; -- its provider told no usage
alter table messages add column omitted integer not null default 0;            -- older messages that the model was not given
