"""Workers without the seconds in which Django starts: one process is ready and forks workers when it is asked to.

    python -m tests.newsletter.sending.proof.forks

Each line on the input is a number of workers to start, `manage.py send_newsletter --until-done` each in a process of
its own, and is answered with their process numbers. When all have ended the worst status follows: an exit code, or the
signal that killed a worker as a negative number.
"""

import os
import sys

import django
from django.core.management import call_command


def main() -> None:
    django.setup()
    for line in sys.stdin:
        children = [_fork() for _number in range(int(line))]
        print(*children, flush=True)  # noqa: T201
        statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        print(max(statuses, key=abs), flush=True)  # noqa: T201


def _fork() -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        call_command("send_newsletter", "--until-done", "--verbosity=0")
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
