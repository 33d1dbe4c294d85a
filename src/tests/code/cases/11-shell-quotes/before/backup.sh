#!/bin/sh
for file in $(ls *.txt); do
	cp $file /backup/$file
done
