-- Which languages there are is said by the files of src/i18n, and not by tables. A check may be taken out of the schema as it
-- stands, since no row changes by it (https://sqlite.org/lang_altertable.html#otheralter); other ways write both tables anew.

pragma writable_schema = on;
update sqlite_schema set sql = replace(sql, ' check (language in (''ko'', ''en''))', '')
where type = 'table' and name in ('documents', 'code_fixes');
pragma writable_schema = reset;

-- Tells the other connections that there is another schema.
create table languages_changed (id integer primary key);
drop table languages_changed;
