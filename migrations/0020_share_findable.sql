-- Whether search engines may list what is shared: a link is a secret unless its owner says otherwise.
alter table shares add column is_findable integer not null default 0 check (is_findable in (0, 1));
