#!/bin/sh
# Stands in for systemctl: notes each call, and really starts and ends what a unit says.
folder=$(dirname "$0")
echo "$*" >> "$folder/calls"
[ "$1" = --user ] && shift
[ -e "$folder/fails" ] && { echo 'Failed to connect to bus: No medium found' >&2; exit 1; }
end() {
    [ -e "$folder/$1.pid" ] || return 0
    kill -TERM "$(cat "$folder/$1.pid")" 2>/dev/null
    while kill -0 "$(cat "$folder/$1.pid")" 2>/dev/null; do sleep 0.05; done
    rm "$folder/$1.pid"
}
case "$1" in
    restart)
        end "$2"
        command=$(sed -n 's/^ExecStart=//p' "$XDG_CONFIG_HOME/systemd/user/$2" | sed 's/%%/%/g; s/\$\$/\\$/g')
        [ -z "$command" ] && exit 0
        eval "$command < /dev/null > /dev/null 2>&1 &"
        echo $! > "$folder/$2.pid"
        ;;
    disable) end "$3" ;;
esac
exit 0
