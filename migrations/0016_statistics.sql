-- Statistics that earlier versions collected: with them SQLite read all messages of a person to find two hundred of them.
-- It looks things up by their ids without.

drop table if exists sqlite_stat1;
drop table if exists sqlite_stat4;
