-- Which languages there are is said by the files of src/i18n, and not by tables. A column takes its check along when it goes
-- (https://sqlite.org/lang_altertable.html#altertabdropcolumn).

alter table documents add column written_in text not null default 'en';
update documents set written_in = language;
alter table documents drop column language;
alter table documents rename column written_in to language;

alter table code_fixes add column written_in text not null default 'en';
update code_fixes set written_in = language;
alter table code_fixes drop column language;
alter table code_fixes rename column written_in to language;
