"""Runs a command in a shell on a pseudo-terminal, types a line when it asks for one, and prints all that the terminal showed."""
import os
import pty
import select
import signal
import sys
import time

PATIENCE = 60
shell, command, question, answer = sys.argv[1], sys.argv[2], sys.argv[3].encode(), sys.stdin.readline().strip().encode()
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    os.execv(shell, [shell, "-NoProfile", "-NoLogo", "-Command", command])

heard = b""
typed = False
end = time.monotonic() + PATIENCE
try:
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 0.1)[0]:
            continue
        try:
            new = os.read(terminal, 65536)
        except OSError:
            break
        if not new:
            break
        if b"\x1b[6n" in new:
            os.write(terminal, b"\x1b[1;1R")
        heard += new
        # Once it asks where the cursor is, it listens, and the terminal no longer shows what is typed.
        if not typed and b"\x1b[6n" in heard.partition(question)[2]:
            typed = True
            os.write(terminal, answer + b"\r")
finally:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
print(heard.decode(errors="replace"))
