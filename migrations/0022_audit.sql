-- Counts what ends a log-in, a key or an account, whichever process does it: open streams look at it, see auth/streams.rs.
create table credential_changes (
    id      integer primary key check (id = 1),
    version integer not null
) strict;

insert into credential_changes (id, version) values (1, 0);

create trigger credential_changes_session after delete on sessions begin
    update credential_changes set version = version + 1;
end;

create trigger credential_changes_key after delete on api_keys begin
    update credential_changes set version = version + 1;
end;

create trigger credential_changes_key_end after update of expires_at on api_keys begin
    update credential_changes set version = version + 1;
end;

create trigger credential_changes_account after update of suspended_at on users begin
    update credential_changes set version = version + 1;
end;

-- Browsers that have logged in to an account before have an allowance of wrong passwords of their own there, so that nobody
-- locks its owner out. The hash is SHA-256 of the cookie's value, hex; it is no credential.
create table known_devices (
    user_id      text not null references users (id) on delete cascade,
    token_hash   text not null,
    logged_in_at integer not null,
    primary key (user_id, token_hash)
) strict, without rowid;

-- When the password was last given: to log in, or again since.
alter table sessions add column authenticated_at integer not null default 0;
update sessions set authenticated_at = created_at;

-- What happened to accounts and by them, without content or secrets. It outlives the account, so that its end is told; what
-- repeats within an hour is counted.
create table audit_log (
    id      integer primary key,
    at      integer not null,               -- the last time
    count   integer not null default 1,
    user_id text,                           -- null: no account, or none that is known
    event   text    not null,
    network text    not null,               -- as limits count it; empty: none, as for a command
    device  text    not null                -- browser and system; empty: unknown
) strict;

create index audit_log_by_user on audit_log (user_id, event, id);
create index audit_log_by_time on audit_log (at);

-- Whichever process does it.
create trigger audit_log_suspension after update of suspended_at on users
when (old.suspended_at is null) <> (new.suspended_at is null) begin
    insert into audit_log (at, user_id, event, network, device)
    values (
        cast(unixepoch('subsec') * 1000 as integer), new.id,
        case when new.suspended_at is null then 'unsuspended' else 'suspended' end, '', ''
    );
end;
