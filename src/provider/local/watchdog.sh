# Runs the command in the arguments and ends it when standard input is closed: that is when Supbot goes, however it goes.
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(
    cat <&3 >/dev/null
    kill -TERM "$server"
    sleep 3
    kill -KILL "$server"
) 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"
status=$?
kill "$watcher" 2>/dev/null
exit "$status"
