#!/bin/sh
for file in ./*.txt; do
	[ -e "$file" ] || continue
	cp -- "$file" "/backup/$file"
done
