#!/bin/sh
# Runs a command under a systemd of the user's own, which ends with it. On a machine that was not booted with systemd, a folder of a mount
# namespace of its own says that it was; that needs the right to make one.
set -e
if [ ! -d /run/systemd/system ]; then
    if [ -z "$WITH_SYSTEMD" ]; then WITH_SYSTEMD=1 exec unshare --mount "$0" "$@"; fi
    mkdir -p /run/systemd
    mount -t tmpfs tmpfs /run/systemd
    mkdir /run/systemd/system
fi
unset DBUS_SESSION_BUS_ADDRESS
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR
systemd=/usr/lib/systemd/systemd
[ -x $systemd ] || systemd=/lib/systemd/systemd
"$systemd" --user --log-target=null > /dev/null 2>&1 &
manager=$!
tries=0
while [ ! -S "$XDG_RUNTIME_DIR/systemd/private" ] && [ $tries -lt 100 ]; do tries=$((tries + 1)); sleep 0.1; done
set +e
"$@"
code=$?
kill -TERM $manager
wait $manager 2> /dev/null
rm -rf "$XDG_RUNTIME_DIR"
exit $code
