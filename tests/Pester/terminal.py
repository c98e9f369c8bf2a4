"""Runs a shell on a pseudo-terminal, starts a gateway in it and types control keys during a running command.

Prints one line for each key: its name, and what the gateway's health address answers afterwards.
"""
import os
import pty
import re
import select
import signal
import sys
import time
import urllib.request

PATIENCE = 60
shell, module = sys.argv[1:3]
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.execv(shell, [shell, "-NoProfile", "-NoLogo"])

heard = b""


def wait_for(pattern):
    global heard
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = re.search(pattern, heard)
        if found:
            heard = heard[found.end():]
            return found
        if select.select([terminal], [], [], 0.1)[0]:
            new = os.read(terminal, 65536)
            if b"\x1b[6n" in new:
                os.write(terminal, b"\x1b[1;1R")
            heard += new
    sys.exit(f"The shell never said {pattern!r}: {heard!r}")


def say(line):
    os.write(terminal, line.encode() + b"\r")


def health(port):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        return opener.open(f"http://127.0.0.1:{port}/healthz", timeout=5).status
    except OSError as failure:
        return failure


try:
    say(f"Import-Module '{module}'; $j = Start-CDGateway; 'port' + '=' + $j.Port + '='")
    port = int(wait_for(rb"port=(\d+)=").group(1))
    for name, key in (("Ctrl+C", b"\x03"), ("Ctrl+Z", b"\x1a"), ("Ctrl+\\", b"\x1c")):
        say("'run' + 'ning'; Start-Sleep -Seconds 600")
        wait_for(rb"running")
        os.write(terminal, key)
        time.sleep(1)
        print(name, health(port), flush=True)
        os.kill(child, signal.SIGCONT)
        os.write(terminal, b"\x03")
        time.sleep(0.5)
finally:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
