-- What requests with an `Idempotency-Key` created, so that the same request does not create it again.

create table idempotency_keys (
    user_id     text    not null references users (id) on delete cascade,
    key         text    not null,
    fingerprint text    not null,              -- SHA-256 of method, address and body, hex
    created_id  text,                          -- null while it is being done, or when the server was killed meanwhile
    created_at  integer not null,
    primary key (user_id, key)
) strict, without rowid;

create index idempotency_keys_by_age on idempotency_keys (created_at);
